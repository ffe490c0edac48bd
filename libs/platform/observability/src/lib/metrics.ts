import { collectDefaultMetrics, Registry } from 'prom-client';

/** The process' Prometheus registry, with Node's own metrics. Names begin with `mercury_`, durations are in seconds. */
export class Metrics extends Registry {
  constructor(service: string) {
    super();
    this.setDefaultLabels({ service });
    collectDefaultMetrics({ register: this });
  }
}
