// What must hold after every scenario: streams equal to the event table, and read models equal to a clean replay.
import { deepStrictEqual, ok } from 'node:assert';
import { compiled, until } from './world.mjs';

/** Throws what is wrong; else says how much was compared. Expects a relay and a consumer at work, and no appends. */
export async function converged(world) {
  const positions = await streamsComplete(world);
  await modelsRight(world, positions.at(-1) ?? 0);
  return `${positions.length} events`;
}

/** Each shard stream holds its positions once, ascending, each with the one before it: together, the event table. */
async function streamsComplete(world) {
  const rows = await sql(world, 'SELECT global_position AS p FROM es.events ORDER BY 1');
  const wanted = rows.map(({ p }) => Number(p));
  let found = [];
  await until(
    () => `the streams hold ${found.length} of ${wanted.length} events`,
    async () => (found = await chains(world.connection)).length >= wanted.length,
  );
  deepStrictEqual(
    [...found].sort((a, b) => a - b),
    wanted,
  );
  return wanted;
}

async function chains(redis) {
  const { relayedStreams } = compiled('platform/relay');
  const all = [];
  for (const stream of relayedStreams) {
    let before = 0;
    for (const [id, fields] of await redis.xrange(stream, '-', '+')) {
      const prev = Number(fields[fields.indexOf('prev') + 1]);
      ok(prev === before, `${stream} ${id} says that ${prev} comes before it, and it is ${before}`);
      before = Number(id.split('-')[0]);
      all.push(before);
    }
  }
  return all;
}

async function modelsRight(world, end) {
  const { replayProjection } = compiled('platform/projections');
  const projections = [
    compiled('recommendations/server').recommendationsProjection,
    compiled('trending/server').trendingProjection,
  ];
  for (const projection of projections) {
    let at = 0;
    await until(
      () => `${projection.name} is at ${at} of ${end}`,
      async () => (at = Math.max(0, ...(await world.writer.livePositions(projection)).values())) >= end,
    );
    const { equal, digests } = await replayProjection(world.store, projection, world.writer, { dryRun: true });
    ok(equal, `${projection.name}: live ${digests.live}, replayed ${digests.rebuilt}`);
  }
  const counted = await sql(
    world,
    `SELECT product_id, sessions FROM recommendations.products ORDER BY product_id COLLATE "C"`,
  );
  const truth = await sql(
    world,
    `SELECT data ->> 'productId' AS product_id,
            (count(DISTINCT stream_id) FILTER (WHERE type <> 'activity.product.purchased'))::int AS sessions
       FROM es.events WHERE type LIKE 'activity.%' GROUP BY 1 ORDER BY (data ->> 'productId') COLLATE "C"`,
  );
  deepStrictEqual(counted, truth);
}

function sql(world, text) {
  return world.orm.em.fork().execute(text);
}
