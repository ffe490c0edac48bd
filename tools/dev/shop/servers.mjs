// PostgreSQL and Redis of a local shop: ours, unless DATABASE_URL or REDIS_URL name others.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { postgresUrl, startPostgres } from '../infrastructure/postgres.mjs';
import { portAnswers } from '../infrastructure/ports.mjs';
import { startRedis } from '../infrastructure/redis.mjs';
import { state } from '../machine/workspace.mjs';

/** Starts what is not given. Resolves to `{ databaseUrl, redisUrl, stop() }`; data stays in .mercury. */
export async function startServers(ports, say) {
  const running = [];
  try {
    let databaseUrl = process.env.DATABASE_URL;
    if (!databaseUrl) {
      await endLeftOverPostgres();
      running.push(
        await startPostgres({
          dataDir: join(state, 'postgres'),
          port: ports.postgres,
          settings: { max_connections: '200', shared_buffers: '128MB' },
        }),
      );
      databaseUrl = postgresUrl(ports.postgres, 'mercury');
      await createDatabase(postgresUrl(ports.postgres, 'postgres'), 'mercury');
    }
    let redisUrl = process.env.REDIS_URL;
    if (!redisUrl) {
      running.push(await startRedis({ dataDir: join(state, 'redis'), port: ports.redis, say }));
      redisUrl = `redis://127.0.0.1:${ports.redis}`;
    }
    return { databaseUrl, redisUrl, stop: () => stopAll(running) };
  } catch (error) {
    await stopAll(running);
    throw error;
  }
}

async function stopAll(servers) {
  await Promise.all(servers.map((server) => server.stop()));
}

/** A start that was killed hard may have left its PostgreSQL running on our data: end that one first. */
async function endLeftOverPostgres() {
  const pidFile = join(state, 'postgres/postmaster.pid');
  if (!existsSync(pidFile)) return;
  const [pid, , , port] = readFileSync(pidFile, 'utf8').split('\n').map(Number);
  if (!pid || !(await portAnswers(port))) return;
  process.kill(pid, 'SIGINT');
  for (let waited = 0; existsSync(pidFile) && waited < 10_000; waited += 50) await delay(50);
}

async function createDatabase(adminUrl, name) {
  const client = new pg.Client(adminUrl);
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${name}`);
  } finally {
    await client.end();
  }
}
