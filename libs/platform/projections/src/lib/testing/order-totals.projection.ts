import { setTimeout as delay } from 'node:timers/promises';
import type { RecordedEvent } from '@mercury/platform/event-store';
import type { PostgresProjection, ProjectionTransaction, RedisProjection } from '../projection';

interface LineAdded {
  readonly cents: number;
  readonly poison?: boolean;
}

/** What a test may do to the fold. */
export interface Faults {
  /** Called in the transaction, between the rows and the commit. */
  afterRows?: () => Promise<void>;
  poisonous?: boolean;
}

/** Totals by order: one row a stream. Used by specs and by the worker's torture run. */
export function orderTotals({ version = 1, faults = {} as Faults, slowMs = 0 } = {}): PostgresProjection {
  return {
    name: 'spec.order_totals',
    version,
    topics: ['commerce'],
    handles: ['spec.order.line-added'],
    schema: 'spec',
    tables: {
      order_totals: (name) => [
        `CREATE TABLE ${name} (order_id text PRIMARY KEY, total_cents bigint NOT NULL, lines int NOT NULL)`,
      ],
    },
    async apply(page, tx) {
      if (slowMs > 0) await delay(slowMs);
      if (faults.poisonous && page.some((event) => (event.data as LineAdded).poison))
        throw new Error('cannot fold this');
      await upsert(page, tx, version);
      await faults.afterRows?.();
    },
  };
}

async function upsert(page: readonly RecordedEvent[], tx: ProjectionTransaction, factor: number): Promise<void> {
  const rows = new Map<string, { id: string; cents: number; lines: number }>();
  for (const { streamId, data } of page) {
    const row = rows.get(streamId) ?? { id: streamId, cents: 0, lines: 0 };
    row.cents += (data as LineAdded).cents * factor;
    row.lines += 1;
    rows.set(streamId, row);
  }
  await tx.execute(
    `INSERT INTO ${tx.table('order_totals')} AS t (order_id, total_cents, lines)
     SELECT id, cents, lines FROM jsonb_to_recordset(?::jsonb) AS r(id text, cents bigint, lines int)
     ON CONFLICT (order_id) DO UPDATE SET total_cents = t.total_cents + excluded.total_cents, lines = t.lines + excluded.lines`,
    [JSON.stringify([...rows.values()])],
  );
}

/** The same in a Redis sorted set. */
export function orderRanking(name: string): RedisProjection {
  return {
    name,
    version: 1,
    topics: ['commerce'],
    handles: ['spec.order.line-added'],
    async apply(page, { prefix, commit }) {
      const args = page.flatMap(({ streamId, data }) => [(data as LineAdded).cents, streamId]);
      await commit(
        "for i = 1, #ARGV, 2 do redis.call('ZINCRBY', KEYS[1], ARGV[i], ARGV[i + 1]) end",
        [`${prefix}ranking`],
        args,
      );
    },
  };
}
