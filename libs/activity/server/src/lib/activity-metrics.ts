import { Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import { DomainError } from '@mercury/platform/errors';
import { Metrics } from '@mercury/platform/observability';

/** Counts what came of behaviour: events by outcome, refused beacons by reason. */
@Injectable()
export class ActivityMetrics {
  private readonly events: Counter<'outcome'>;
  private readonly refused: Counter<'code'>;

  constructor(metrics: Metrics) {
    this.events = new Counter({
      name: 'mercury_activity_events_total',
      help: 'Behaviour events: accepted, repeated (recorded before), too_old (dropped), purchased (from orders)',
      labelNames: ['outcome'],
      registers: [metrics],
    });
    this.refused = new Counter({
      name: 'mercury_activity_refused_beacons_total',
      help: 'Beacons that were refused whole, by error code',
      labelNames: ['code'],
      registers: [metrics],
    });
  }

  count(outcome: 'accepted' | 'repeated' | 'too_old' | 'purchased', events: number): void {
    if (events > 0) this.events.inc({ outcome }, events);
  }

  /** Runs a check; what it throws is counted under its code, and thrown on. */
  countingRefusals<T>(check: () => T): T {
    try {
      return check();
    } catch (error) {
      this.refused.inc({ code: error instanceof DomainError ? error.code : 'internal' });
      throw error;
    }
  }
}
