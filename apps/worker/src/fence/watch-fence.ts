import type { EntityManager } from '@mikro-orm/postgresql';
import { Gauge } from 'prom-client';
import { openAppenders, type OpenAppender } from '@mercury/platform/event-store';
import type { HealthChecks } from '@mercury/platform/health';
import type { Metrics } from '@mercury/platform/observability';

/** An append takes milliseconds; whoever holds the fence as long as this has forgotten to commit, or has died. */
export const STUCK_SECONDS = 5;

/**
 * Shows who holds the store's fence: two gauges, and a health entry that names each stuck appender by pid and age. A stuck
 * one degrades the shop, since every reader waits at its fence; the server ends it after ten seconds of idleness.
 */
export function watchFence(
  em: EntityManager,
  checks: HealthChecks,
  metrics: Metrics,
  stuckSeconds = STUCK_SECONDS,
): void {
  checks.register({
    name: 'event-store-fence',
    required: false,
    check: async () => {
      const stuck = (await openAppenders(em)).filter(({ ageSeconds }) => ageSeconds >= stuckSeconds);
      if (stuck.length > 0) throw new Error(stuck.map(sentence).join('; '));
    },
  });
  gauge(
    'mercury_event_store_open_appenders',
    'Transactions that hold the fence of the event store',
    ({ length }) => length,
  );
  gauge(
    'mercury_event_store_fence_age_seconds',
    'Age of the oldest transaction that holds the fence; 0 when nobody does',
    ([oldest]) => oldest?.ageSeconds ?? 0,
  );

  function gauge(name: string, help: string, valueOf: (appenders: readonly OpenAppender[]) => number): void {
    new Gauge({
      name,
      help,
      registers: [metrics],
      async collect() {
        // Without an answer there is no value: a scrape must not fail because the database is away.
        this.set(await openAppenders(em).then(valueOf, () => Number.NaN));
      },
    });
  }
}

function sentence({ pid, application, state, ageSeconds }: OpenAppender): string {
  return `appender pid ${pid} (${application}, ${state}) holds the fence for ${Math.round(ageSeconds)} s: readers wait`;
}
