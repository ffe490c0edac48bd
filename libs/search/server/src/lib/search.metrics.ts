import { Counter, Gauge } from 'prom-client';
import type { Metrics } from '@mercury/platform/observability';
import type { SearchAnswer } from '@mercury/search/contracts';
import type { BreakerState } from './breaker';

const states: Readonly<Record<BreakerState, number>> = { closed: 0, 'half-open': 1, open: 2 };

/** What operators see of search: who answered, and whether the primary is trusted. */
export class SearchMetrics {
  private readonly answers: Counter;
  private readonly breaker: Gauge;
  private readonly changes: Counter;

  constructor(private readonly metrics: Metrics) {
    const registers = [metrics];
    this.answers = new Counter({
      name: 'mercury_search_answers_total',
      help: 'Answered searches by engine and mode',
      labelNames: ['engine', 'mode'],
      registers,
    });
    this.breaker = new Gauge({
      name: 'mercury_search_breaker_state',
      help: 'Breaker before Elasticsearch: 0 closed, 1 half open, 2 open',
      registers,
    });
    this.changes = new Counter({
      name: 'mercury_search_breaker_changes_total',
      help: 'Changes of the breaker by the state it changed to',
      labelNames: ['state'],
      registers,
    });
  }

  /** Shows how far the index of Elasticsearch is, as a position of the event store; 0 while it cannot be searched. */
  watchIndex(position: () => number): void {
    new Gauge({
      name: 'mercury_search_index_position',
      help: 'Position of the event store up to which Elasticsearch is indexed',
      registers: [this.metrics],
      collect() {
        this.set(position());
      },
    });
  }

  answered({ engine, mode }: SearchAnswer['meta']): void {
    this.answers.inc({ engine, mode });
  }

  changed(state: BreakerState): void {
    this.breaker.set(states[state]);
    this.changes.inc({ state });
  }
}
