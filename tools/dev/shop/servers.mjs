// PostgreSQL and Redis of a local shop: ours, unless DATABASE_URL or REDIS_URL name others.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { postgresUrl, startPostgres } from '../infrastructure/postgres.mjs';
import { startRedis } from '../infrastructure/redis.mjs';
import { processIdentity } from '../machine/process-identity.mjs';
import { state } from '../machine/workspace.mjs';
import { refuseTakenPort } from './ports-in-use.mjs';

/**
 * Starts what is not given; data stays in .mercury. Resolves to `{ databaseUrl, redisUrl, pids, stop() }`. `onStarted` hears
 * the number of each process as soon as there is one.
 */
export async function startServers(ports, { say, onStarted = () => {} }) {
  const running = {};
  const started = (name, server) => {
    running[name] = server;
    onStarted({ [name]: server.pid });
  };
  const stop = () => Promise.all(Object.values(running).map((server) => server.stop()));
  try {
    let databaseUrl = process.env.DATABASE_URL;
    if (!databaseUrl) {
      await endLeftOverPostgres();
      await refuseTakenPort('postgres', ports.postgres);
      const settings = { max_connections: '200', shared_buffers: '128MB' };
      started('postgres', await startPostgres({ dataDir: join(state, 'postgres'), port: ports.postgres, settings }));
      databaseUrl = postgresUrl(ports.postgres, 'mercury');
      await createDatabase(postgresUrl(ports.postgres, 'postgres'), 'mercury');
    }
    let redisUrl = process.env.REDIS_URL;
    if (!redisUrl) {
      started('redis', await startRedis({ dataDir: join(state, 'redis'), port: ports.redis, say }));
      redisUrl = `redis://127.0.0.1:${ports.redis}`;
    }
    return { databaseUrl, redisUrl, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A start that was killed before it could note its PostgreSQL has left it on our data: end that one first. */
async function endLeftOverPostgres() {
  const pidFile = join(state, 'postgres/postmaster.pid');
  if (!existsSync(pidFile)) return;
  const [pid, folder] = readFileSync(pidFile, 'utf8').split('\n');
  const isOurs = folder === join(state, 'postgres') && commandLine(pid).includes(folder);
  if (!isOurs || processIdentity(pid) === undefined) return;
  process.kill(Number(pid), 'SIGINT');
  for (let waited = 0; existsSync(pidFile) && waited < 10_000; waited += 50) await delay(50);
}

/** Process numbers are used again: only one whose command line names our folder is ours. */
function commandLine(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    // No such process, or no such file system: then PostgreSQL itself judges the file.
    return '';
  }
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
