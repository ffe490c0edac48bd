import { Gauge } from 'prom-client';
import type { EventStore } from '@mercury/platform/event-store';
import type { HealthChecks } from '@mercury/platform/health';
import type { Metrics } from '@mercury/platform/observability';
import { relayedStreams, type Relay } from '@mercury/platform/relay';

const SILENT_MS = 10_000;

type Watched = Pick<Relay, 'role' | 'refusal' | 'position' | 'lastSuccessAt' | 'pauses'>;

/**
 * Health and metrics of a relay. Silence, and a store that was restored to an older point, take the worker out of service by
 * name; a pause degrades it, since the events wait in the store until consumers have followed.
 */
export function watchRelay(
  relay: Watched,
  store: Pick<EventStore, 'head'>,
  checks: HealthChecks,
  metrics: Metrics,
  now: () => number = Date.now,
): void {
  checks.register({
    name: 'relay',
    check: async () => {
      if (relay.refusal !== undefined) throw new Error(relay.refusal);
      return now() - relay.lastSuccessAt < SILENT_MS;
    },
  });
  checks.register({
    name: 'relay-back-pressure',
    required: false,
    check: async () => {
      if (relay.pauses.size > 0) throw new Error([...relay.pauses.values()].join('; '));
    },
  });
  gauge('mercury_relay_leader', 'Whether this process publishes: one of all workers does', () =>
    Number(relay.role === 'leader'),
  );
  gauge('mercury_relay_refusing', 'Whether the streams hold events that the store does not: see relay-reset', () =>
    Number(relay.role === 'refusing'),
  );
  gauge('mercury_relay_position', 'Everything up to this position is in the streams, by the leader', () =>
    relay.role === 'leader' ? relay.position : Number.NaN,
  );
  gauge('mercury_relay_lag_positions', 'Positions of the store that are not in the streams yet, by the leader', () =>
    relay.role === 'leader' ? store.head().then((head) => Math.max(0, head - relay.position)) : Number.NaN,
  );
  gauge('mercury_relay_paused_shards', 'Streams that wait for their consumers; all of them while Redis is full', () =>
    relay.pauses.has('memory') ? relayedStreams.length : relay.pauses.size,
  );
  gauge('mercury_relay_silence_seconds', 'Time since the relay last did its work without an error', () =>
    relay.lastSuccessAt === 0 ? 0 : (now() - relay.lastSuccessAt) / 1_000,
  );

  function gauge(name: string, help: string, valueOf: () => number | Promise<number>): void {
    new Gauge({
      name,
      help,
      registers: [metrics],
      async collect() {
        // Without an answer there is no value: a scrape must not fail because the database is away.
        this.set(await Promise.resolve(valueOf()).catch(() => Number.NaN));
      },
    });
  }
}
