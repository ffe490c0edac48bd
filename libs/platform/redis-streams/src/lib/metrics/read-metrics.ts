import { Counter, Gauge, type Histogram, type Registry } from 'prom-client';
import type { Buckets } from './buckets';

/** Labels of a series with its value. */
export type Series<Value> = readonly [labels: Readonly<Record<string, string>>, value: Value];

interface Described {
  readonly registry: Registry;
  readonly name: string;
  readonly help: string;
  readonly labelNames: readonly string[];
}

/**
 * A counter whose values are kept elsewhere as plain numbers and read when somebody asks: nothing is looked up while messages
 * flow.
 */
export function readCounter(described: Described, read: () => Iterable<Series<number>>): void {
  const { registry, name, help, labelNames } = described;
  new Counter({
    ...{ name, help, labelNames, registers: [registry] },
    collect() {
      this.reset();
      for (const [labels, value] of read()) this.inc(labels, value);
    },
  });
}

/** A gauge that shows what there is when somebody asks, and no series of what has gone. Without an answer it has no value. */
export function readGauge(
  described: Described,
  read: () => Iterable<Series<number>> | Promise<Iterable<Series<number>>>,
): void {
  const { registry, name, help, labelNames } = described;
  new Gauge({
    ...{ name, help, labelNames, registers: [registry] },
    async collect() {
      const series = await Promise.resolve(read()).catch((): Iterable<Series<number>> => []);
      this.reset();
      for (const [labels, value] of series) this.set(labels, value);
    },
  });
}

/** A histogram that others have counted. prom-client's own would look its labels up at each observation. */
export function readHistogram({ registry, name, help }: Described, read: () => Iterable<Series<Buckets>>): void {
  const get = async () => {
    const values = [...read()].flatMap(([labels, buckets]) => valuesOf(name, labels, buckets));
    return { name, help, type: 'histogram', aggregator: 'sum', values };
  };
  // A registry asks a metric for nothing but its name and `get()`.
  registry.registerMetric({ name, help, get } as unknown as Histogram);
}

function valuesOf(name: string, labels: Series<Buckets>[0], { bounds, counts, sum, count }: Buckets) {
  let below = 0;
  const buckets = bounds.map((le, at) => {
    below += counts[at] as number;
    return { metricName: `${name}_bucket`, labels: { ...labels, le }, value: below };
  });
  return [
    ...buckets,
    { metricName: `${name}_bucket`, labels: { ...labels, le: '+Inf' }, value: count },
    { metricName: `${name}_sum`, labels, value: sum },
    { metricName: `${name}_count`, labels, value: count },
  ];
}
