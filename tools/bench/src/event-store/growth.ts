import 'reflect-metadata';
import { ensureEventPartitions, partitionEvents } from '@mercury/platform/event-store';
import { round } from '../slices';
import { compareAppend } from './append';
import { openWorld, type World } from './world';

const serverUrl = process.env['MERCURY_BENCH_DATABASE_URL'] ?? '';
const sizes = (process.argv[2] ?? '1000000,10000000').split(',').map(Number);
/** Positions in a partition; without it the store stays one table. */
const partitionSize = Number(process.argv[3] ?? 0);
const STREAM_LENGTH = 20;
const STEP = 500_000;
const SAMPLES = 300;

interface Figures {
  readonly events: number;
  readonly appendsPerSecond: number;
  readonly appendRatio: number;
  readonly loadP50Ms: number;
  readonly loadP99Ms: number;
  readonly pageP50Ms: number;
  readonly pageP99Ms: number;
  readonly bytesPerEvent: number;
  readonly indexBytesPerEvent: number;
}

/** Grows one store to each size in turn, and measures it there: append, load of a stream, page of the whole, disk. */
async function main(): Promise<void> {
  const world = await openWorld(serverUrl, 8);
  if (partitionSize > 0) await partitionEvents(world.em, partitionSize);
  const measured: Figures[] = [];
  for (const size of sizes) {
    await ensureEventPartitions(world.em, Math.ceil(size / (partitionSize || size)) + 2);
    await grow(world, size);
    const figures = await measure(world, size);
    measured.push(figures);
    console.log(
      Object.entries(figures)
        .map(([name, value]) => `${name} ${round(value, 4)}`)
        .join(', '),
    );
  }
  await world.close();
  console.log(JSON.stringify({ bench: 'event-store-growth', partitionSize, sizes: measured }));
}

/** Writes history as es.append would have left it, in sets: a million appends would measure the disk's flushes. */
async function grow({ raw }: World, size: number): Promise<void> {
  const { rows } = await raw.query('SELECT coalesce(max(global_position), 0)::int AS head FROM es.events');
  // Whole streams only: what was measured before has left others behind.
  const first = (Math.floor(Number(rows[0].head) / STREAM_LENGTH) + 1) * STREAM_LENGTH;
  for (let from = first; from < size; from += STEP) {
    const to = Math.min(size, from + STEP);
    await raw.query(
      `INSERT INTO es.events (global_position, stream_id, stream_position, event_id, type, schema_version, data, metadata)
       SELECT n, 'bench.thing-' || lpad((n / ${STREAM_LENGTH})::text, 12, '0'), 1 + n % ${STREAM_LENGTH}, gen_random_uuid(),
              'bench.thing.happened', 1,
              jsonb_build_object('n', n % ${STREAM_LENGTH}, 'productId', 'product-' || n % 5000, 'variantId', 'variant-' || n % 20000,
                'visitorId', md5(n::text), 'sessionId', md5((n / 7)::text), 'occurredAt', '2026-11-24T12:00:00.000Z',
                'note', 'a line of text as long as such lines are, so that the event weighs what events weigh',
                'amountMinor', n % 100000, 'currency', 'EUR'),
              jsonb_build_object('commandId', gen_random_uuid(), 'correlationId', gen_random_uuid(), 'occurredAt', '2026-11-24T12:00:00.000Z')
         FROM generate_series($1::bigint, $2::bigint - 1) AS n WHERE n > 0`,
      [from, to],
    );
    await raw.query(
      `INSERT INTO es.streams (stream_id, stream_type, version)
       SELECT 'bench.thing-' || lpad(s::text, 12, '0'), 'bench.thing', ${STREAM_LENGTH}
         FROM generate_series($1::bigint / ${STREAM_LENGTH}, ($2::bigint - 1) / ${STREAM_LENGTH}) AS s ON CONFLICT DO NOTHING`,
      [from, to],
    );
  }
  await raw.query(`SELECT setval('es.global_position_seq', (SELECT max(global_position) FROM es.events))`);
  await raw.query('VACUUM ANALYZE es.events');
  await raw.query('CHECKPOINT');
}

async function measure(world: World, size: number): Promise<Figures> {
  const { store, raw } = world;
  // Size first: the appends that follow are few, and would blur it.
  const { rows } = await raw.query(
    `SELECT sum(pg_total_relation_size(relid))::float8 AS total, sum(pg_indexes_size(relid))::float8 AS indexes
       FROM (SELECT 'es.events'::regclass AS relid UNION SELECT relid FROM pg_partition_tree('es.events')) AS tables`,
  );
  const loads = await timed(() => {
    const stream = 1 + Math.floor(Math.random() * (size / STREAM_LENGTH - 2));
    return store.readStream(`bench.thing-${String(stream).padStart(12, '0')}`);
  });
  const pages = await timed(() => store.readAll({ after: Math.floor(Math.random() * (size - 1_000)), limit: 500 }));
  const append = await compareAppend(world, 8, 3);
  return {
    events: size,
    appendsPerSecond: append.oursPerSecond,
    appendRatio: append.ratio,
    loadP50Ms: quantile(loads, 0.5),
    loadP99Ms: quantile(loads, 0.99),
    pageP50Ms: quantile(pages, 0.5),
    pageP99Ms: quantile(pages, 0.99),
    bytesPerEvent: rows[0].total / size,
    indexBytesPerEvent: rows[0].indexes / size,
  };
}

async function timed(work: () => Promise<unknown>): Promise<number[]> {
  const took: number[] = [];
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const startedAt = performance.now();
    await work();
    took.push(performance.now() - startedAt);
  }
  return took.sort((a, b) => a - b);
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
