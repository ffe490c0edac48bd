// Read models whose process dies by kill -9 at the worst moments, over generated histories that come through real streams.
import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { nodeBinary } from '../../../tools/dev/machine/node-version.mjs';

const projector = fileURLToPath(new URL('./projector.mjs', import.meta.url));
const WAIT_MS = 60_000;
const ROUNDS = 3;

/** A projector; `struck` resolves to what it said before it died, or fails when it lives on. */
async function startProjector(point, count) {
  const child = spawn(nodeBinary(), [projector, point, String(count)], { stdio: ['ignore', 'pipe', 'pipe'] });
  const log = [];
  child.stderr.on('data', (chunk) => log.push(String(chunk)));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const exited = new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));
  const first = await within(lines.next(), `the projector did not start: ${log.join('')}`);
  strictEqual(first.value, 'ready', log.join(''));
  return {
    struck: within(
      lines.next().then(async ({ value }) => ({ ...JSON.parse(value), signal: await exited })),
      `the projector lives on: ${log.join('')}`,
    ),
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

async function within(work, otherwise) {
  const late = new AbortController();
  const timeout = delay(WAIT_MS, undefined, { signal: late.signal }).then(
    () => Promise.reject(new Error(otherwise)),
    () => undefined,
  );
  return Promise.race([work, timeout]).finally(() => late.abort());
}

/** Two deaths a round: each leaves the checkpoint where it must be, and the next process goes on from there. */
export async function strikeProjectors(world) {
  await world.workers(0);
  const { generateHistory } = world.compiled('apps/worker/src/testing/history/generate-history.js');
  try {
    await strikeByRounds(world, generateHistory);
  } finally {
    await world.workers(1);
  }
}

async function strikeByRounds(world, generateHistory) {
  for (let round = 0; round < ROUNDS; round += 1)
    for (const point of ['upserted', 'committed']) {
      const { struck, kill } = await startProjector(point, 1 + ((round * 7) % 23));
      try {
        const dead = struck.then(
          (detail) => ({ detail }),
          (error) => ({ error }),
        );
        await appendUntil(world, generateHistory(1_000 + round * 2 + (point === 'upserted' ? 0 : 1)), dead);
        const { detail, error } = await dead;
        if (error) throw error;
        strictEqual(detail.signal, 'SIGKILL');
        await checkpointRight(world, point, detail);
      } finally {
        await kill();
      }
    }
}

/** The whole history is appended, dead reader or not: the next one finds it. */
async function appendUntil({ connection }, history, dead) {
  for (let at = 0; at < history.length; at += 20) {
    await connection.store.appendBatch(history.slice(at, at + 20));
    await Promise.race([dead, delay(10)]);
  }
}

async function checkpointRight({ connection, projections, module }, point, { name, part, to }) {
  const { writer } = connection;
  const { relayedStreams } = module('platform/relay');
  const { partOfStream } = module('platform/projections');
  const projection = projections.find((candidate) => candidate.name === name);
  const position = await writer.livePosition(projection, part);
  const where = `${name} part ${part}, struck when ${to} was ${point}`;
  if (point === 'upserted') {
    if ('tables' in projection) return ok(position < to, `${where}: the checkpoint is at ${position}`);
    // In Redis rows and checkpoint are one script: they are there when its fold returns. The page may end after the last of its
    // events that the projection handles, and passes over no other one.
    ok(position >= to, `${where}: the checkpoint is at ${position}`);
    const passed = await writer.em.fork().execute(
      `SELECT stream_id, type FROM es.events WHERE global_position > ? AND global_position <= ?
            AND type IN (SELECT jsonb_array_elements_text(?::jsonb))`,
      [to, position, JSON.stringify(projection.handles)],
    );
    return deepStrictEqual(
      passed.filter(({ stream_id: streamId }) => partOfStream(streamId) === part),
      [],
      `${where}: the checkpoint at ${position} has passed over events`,
    );
  }
  strictEqual(position, to, where);
  const pending = await Promise.all(
    relayedStreams.map((stream) => writer.redis.xpending(stream, `projection.${name}`).catch(() => [0])),
  );
  ok(pending.reduce((sum, [count]) => sum + count, 0) > 0, `${where}: nothing waits for an acknowledgement`);
}

/** As live, for several sizes of pages and numbers of builders: hash by hash, nothing is swapped. */
export async function equalHoweverBuilt({ connection, projections, module }) {
  const { buildShare, replayProjection } = module('platform/projections');
  const { store, writer } = connection;
  for (const projection of projections)
    for (const [pageSize, workers] of [
      [7, 1],
      [100, 2],
      [5_000, 4],
    ]) {
      const shares = Array.from({ length: workers }, (_, worker) => ({ worker, workers }));
      const { equal, digests } = await replayProjection(store, projection, writer, {
        dryRun: true,
        pageSize,
        workers,
        runWorkers: () =>
          Promise.all(shares.map((share) => buildShare(store, projection, writer, share, { pageSize }))),
      });
      const how = `${projection.name}, pages of ${pageSize}, ${workers} builders`;
      ok(equal, `${how}:\n  live    ${digests.live}\n  rebuilt ${digests.rebuilt}`);
    }
}
