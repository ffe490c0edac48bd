import { Client } from 'pg';
import { Redis } from 'ioredis';
import type { RecordedEvent } from '@mercury/platform/event-store';
import { ProjectionWriter, replayProjection, type PostgresProjection } from '@mercury/platform/projections';
import { median } from '../slices';
import { copyOut } from './copy';
import type { World } from './world';

interface Thing {
  readonly productId: string;
  readonly amountMinor: number;
}

/** Folds every event into a row a product, as the shop's own read models do: a page in memory, one upsert a page. */
const totals: PostgresProjection = {
  name: 'bench.totals',
  version: 1,
  topics: ['commerce'],
  handles: ['bench.thing.happened'],
  schema: 'bench',
  tables: {
    totals: (table) => [
      `CREATE TABLE ${table} (product_id text PRIMARY KEY, events int NOT NULL, minor bigint NOT NULL)`,
    ],
  },
  async apply(page: readonly RecordedEvent[], tx) {
    const rows = new Map<string, { id: string; events: number; minor: number }>();
    for (const event of page) {
      const { productId, amountMinor } = event.data as Thing;
      const row = rows.get(productId) ?? { id: productId, events: 0, minor: 0 };
      row.events += 1;
      row.minor += amountMinor;
      rows.set(productId, row);
    }
    await tx.execute(
      `INSERT INTO ${tx.table('totals')} AS t
       SELECT * FROM jsonb_to_recordset(?::jsonb) AS r(id text, events int, minor bigint)
       ON CONFLICT (product_id) DO UPDATE SET events = t.events + excluded.events, minor = t.minor + excluded.minor`,
      [JSON.stringify([...rows.values()])],
    );
  },
};

export interface ReplayFigures {
  readonly replayEventsPerSecond: number;
  /** Against COPY of the same rows out of the database. */
  readonly replayRatio: number;
}

/** Whole replays of all events with verification and swap, in turn with COPY OUT of the table. */
export async function measureReplay(world: World, redisUrl: string, rounds: number): Promise<ReplayFigures> {
  const redis = new Redis(redisUrl, { protocol: 2 });
  const client = new Client(world.url);
  await client.connect();
  const writer = new ProjectionWriter(world.em, redis);
  const [{ count }] = (await world.em.execute('SELECT count(*)::int AS count FROM es.events')) as [{ count: number }];
  const rates: number[] = [];
  const ratios: number[] = [];
  try {
    await writer.install(totals);
    for (let round = 0; round <= rounds; round += 1) {
      const ours = await timed(() => replayProjection(world.store, totals, writer, { force: round === 0 }));
      const reference = await timed(() => copyOut(client, 'COPY es.events TO STDOUT'));
      if (round === 0) continue;
      rates.push(count / ours);
      ratios.push(reference / ours);
    }
  } finally {
    redis.disconnect();
    await client.end();
  }
  return { replayEventsPerSecond: median(rates), replayRatio: median(ratios) };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1_000;
}
