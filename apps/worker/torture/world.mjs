// Real servers and real worker processes for the torture, with the shop's own compiled code.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { compileServers } from '../../../tools/dev/compile.mjs';
import { freePort } from '../../../tools/dev/infrastructure/ports.mjs';
import { postgresUrl, startPostgres } from '../../../tools/dev/infrastructure/postgres.mjs';
import { startRedis } from '../../../tools/dev/infrastructure/redis.mjs';
import { nodeBinary } from '../../../tools/dev/machine/node-version.mjs';
import { workspace } from '../../../tools/dev/machine/workspace.mjs';

// Two seconds on a quiet machine; a busy one may take its time.
const START_MS = 60_000;
const require = createRequire(import.meta.url);
const compiled = (file) => join(workspace, 'dist/node', file);

/** Starts PostgreSQL and Redis, migrates, and gives the handles that the scenarios need. */
export async function startWorld() {
  await compileServers();
  const folder = mkdtempSync(join(tmpdir(), 'mercury-torture-'));
  chmodSync(folder, 0o755);
  const settings = { max_connections: '200', shared_buffers: '64MB' };
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres'), port: await freePort(), settings });
  const redisAt = { dataDir: join(folder, 'redis'), port: await freePort() };
  let redis = await startRedis(redisAt);
  await createDatabase(postgresUrl(postgres.port, 'postgres'), 'mercury_torture');
  const env = {
    ...process.env,
    DATABASE_URL: postgresUrl(postgres.port, 'mercury_torture'),
    REDIS_URL: `redis://127.0.0.1:${redis.port}`,
    LOG_LEVEL: 'warn',
    // Half of a start is compiling the same packages again.
    NODE_COMPILE_CACHE: join(folder, 'compile-cache'),
  };
  Object.assign(process.env, { DATABASE_URL: env.DATABASE_URL, REDIS_URL: env.REDIS_URL });
  require('reflect-metadata');
  await run(env, 'apps/worker/src/migrate.js');
  const { connect } = require(compiled('apps/worker/src/replay/connect.js'));
  const { allProjections } = require(compiled('apps/worker/src/all-projections.js'));
  const connection = await connect('mercury-torture');
  const children = new Set();
  const workers = [];
  const world = {
    connection,
    projections: allProjections.all,
    module: (name) => require(compiled(`libs/${name}/src/index.js`)),
    compiled: (file) => require(compiled(file)),
    /** A process of an app; `kill()` is -9, as a crash is. */
    async start(app) {
      const port = await freePort();
      const log = [];
      const child = spawn(nodeBinary(), ['--enable-source-maps', compiled(`apps/${app}/src/main.js`)], {
        env: { ...env, INTERNAL_PORT: String(port) },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => log.push(String(chunk)));
      const exited = new Promise((resolve) => child.once('exit', resolve));
      children.add(child);
      await ready(`http://127.0.0.1:${port}/health/startup`, log);
      return {
        log,
        async kill(signal = 'SIGKILL') {
          child.kill(signal);
          await exited;
          children.delete(child);
        },
      };
    },
    /** So many workers, whatever ran before: a start costs seconds, so what runs is used again. */
    async workers(count) {
      while (workers.length > count) await workers.pop().kill('SIGTERM');
      while (workers.length < count) workers.push(await world.start('worker'));
      return [...workers];
    },
    /** kill -9 of the newest worker. */
    async killWorker() {
      await workers.pop().kill();
    },
    /** Redis dies without a word, and comes back with what its append-only file had on disk. */
    async crashRedis(downMs) {
      await redis.stop('SIGKILL');
      await delay(downMs);
      redis = await startRedis(redisAt);
    },
    async stop() {
      for (const child of children) child.kill('SIGKILL');
      await connection.close().catch(() => {});
      await Promise.all([postgres.stop('SIGQUIT'), redis.stop('SIGKILL')]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return world;
}

/** Appends behaviour of made-up shoppers, twenty events a commit, at a steady pace; resolves to how many. */
export async function appendBehaviour({ store }, { events, everyMs, onShare = async () => {} }) {
  const kinds = [
    'activity.product.viewed',
    'activity.product.viewed',
    'activity.cart.added',
    'activity.product.purchased',
  ];
  for (let done = 0; done < events; done += 20) {
    await onShare(done / events);
    await store.appendBatch(
      Array.from({ length: 20 }, (_, index) => {
        const at = done + index;
        const type = kinds[at % kinds.length];
        const sessionId = `s${at % 97}`;
        const data = {
          visitorId: `v${at % 41}`,
          sessionId,
          occurredAt: new Date().toISOString(),
          productId: `p${(at * 7) % 53}`,
          ...(type !== 'activity.product.viewed' && { quantity: 1 }),
        };
        return {
          stream: {
            streamId: `activity.session-${sessionId}`,
            expectedVersion: 'any',
            events: [{ type, data }],
          },
          options: { commandId: randomUUID() },
        };
      }),
    );
    await delay(everyMs);
  }
  return events;
}

async function createDatabase(url, name) {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
}

function run(env, file) {
  return new Promise((resolve, reject) => {
    const child = spawn(nodeBinary(), [compiled(file)], { env, stdio: ['ignore', 'ignore', 'inherit'] });
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${file} ended with code ${code}`))));
  });
}

async function ready(url, log) {
  for (const end = Date.now() + START_MS; Date.now() < end; await delay(50)) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
  }
  throw new Error(`a process did not start:\n${log.join('').slice(-2_000)}`);
}
