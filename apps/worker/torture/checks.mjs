// What must hold after every scenario, whatever was killed in it.
import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { setTimeout as delay } from 'node:timers/promises';

const SETTLE_MS = 25_000;

/** Waits until every projection has folded everything; throws with the ones that have not. */
export async function settled({ connection, projections, module }) {
  const { projectionStatus } = module('platform/projections');
  let behind = [];
  for (const end = Date.now() + SETTLE_MS; Date.now() < end; await delay(100)) {
    behind = [];
    for (const projection of projections) {
      const { lag, pausedParts } = await projectionStatus(connection.store, projection, connection.writer);
      if (lag > 0 || pausedParts > 0)
        behind.push(`${projection.name}: ${lag} events behind, ${pausedParts} parts paused`);
    }
    if (behind.length === 0) return;
  }
  throw new Error(behind.join('; '));
}

/** The live rows of every projection equal a fresh replay of the whole history, which is swapped in. */
export async function equalReplay({ connection, projections, module }) {
  const { replayProjection } = module('platform/projections');
  for (const projection of projections) {
    const { equal, swapped, digests } = await replayProjection(connection.store, projection, connection.writer, {
      pageSize: 500,
    });
    ok(equal, `${projection.name} differs:\n  live    ${digests.live}\n  rebuilt ${digests.rebuilt}`);
    ok(swapped, `${projection.name} was not swapped`);
  }
}

/** The rows equal a plain SQL recount of the events: independent of the code that folds. */
export async function equalRecount({ connection }) {
  const em = connection.writer.em.fork();
  const counted = await em.execute(
    `SELECT product_id, sessions, orders FROM recommendations.products ORDER BY product_id COLLATE "C"`,
  );
  const truth = await em.execute(
    `SELECT data ->> 'productId' AS product_id,
            (count(DISTINCT stream_id) FILTER (WHERE type IN ('activity.product.viewed', 'activity.cart.added')))::int AS sessions,
            (count(DISTINCT stream_id) FILTER (WHERE type = 'activity.product.purchased'))::int AS orders
       FROM es.events WHERE type LIKE 'activity.%' AND type <> 'activity.search.performed'
      GROUP BY 1 ORDER BY (data ->> 'productId') COLLATE "C"`,
  );
  ok(truth.length > 0, 'there is nothing to count');
  deepStrictEqual(counted, truth);
}

/** The streams hold every event of the store once, in order, each with the one before it; waits for the relay. */
export async function streamsComplete({ connection, module }) {
  const { relayedStreams } = module('platform/relay');
  const rows = await connection.writer.em.fork().execute('SELECT global_position AS p FROM es.events ORDER BY 1');
  const wanted = rows.map(({ p }) => Number(p));
  let found = [];
  for (const end = Date.now() + SETTLE_MS; Date.now() < end; await delay(100)) {
    found = [];
    for (const stream of relayedStreams) found.push(...(await chainOf(connection.writer.redis, stream)));
    if (found.length >= wanted.length) break;
  }
  strictEqual(found.length, wanted.length, `streams hold ${found.length} of ${wanted.length} events`);
  deepStrictEqual(
    found.sort((a, b) => a - b),
    wanted,
  );
}

async function chainOf(redis, stream) {
  const positions = [];
  for (const [id, fields] of await redis.xrange(stream, '-', '+')) {
    const prev = Number(fields[fields.indexOf('prev') + 1]);
    strictEqual(prev, positions.at(-1) ?? 0, `${stream} ${id} says that ${prev} comes before it`);
    positions.push(Number(id.split('-')[0]));
  }
  return positions;
}

/** What a reader is told equals a recount of every voice of the hour: right generation, right rows. */
export async function readersRight({ connection, module }) {
  const { RedisStreamsClient } = module('platform/redis-streams');
  const rows = await connection.writer.em.fork().execute(
    `SELECT product, sum(CASE type WHEN 'activity.product.viewed' THEN 1 WHEN 'activity.cart.added' THEN 3 ELSE 6 END)::int AS score
       FROM (SELECT DISTINCT data ->> 'productId' AS product, data ->> 'visitorId' AS visitor, type FROM es.events
              WHERE type LIKE 'activity.%' AND type <> 'activity.search.performed') AS voices GROUP BY 1`,
  );
  const truth = Object.fromEntries(rows.map(({ product, score }) => [product, score]));
  const client = new RedisStreamsClient({ url: process.env.REDIS_URL });
  try {
    let told;
    for (const end = Date.now() + SETTLE_MS; Date.now() < end; await delay(200)) {
      const { items } = await client.call('trending.top', { limit: 100 }, { timeoutMs: 3_000 });
      told = Object.fromEntries(items.map(({ productId, score }) => [productId, score]));
      if (Object.entries(truth).every(([product, score]) => told[product] === score)) break;
    }
    deepStrictEqual(told, truth);
  } finally {
    client.close();
  }
}
