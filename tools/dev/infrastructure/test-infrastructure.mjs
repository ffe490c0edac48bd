// One PostgreSQL and one Redis for a whole test run. Tests make databases and key prefixes of their own inside it.
import { mkdtempSync, rmSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './ports.mjs';
import { postgresUrl, startPostgres } from './postgres.mjs';
import { startRedis } from './redis.mjs';

/** Starts both servers in a throw-away folder. Resolves to `{ env, stop() }`; `env` is what the tests read. */
export async function startTestInfrastructure() {
  const folder = mkdtempSync(join(tmpdir(), 'mercury-test-'));
  chmodSync(folder, 0o755);
  // Durability is off: a test's database dies with the run. Tests of durability start servers of their own.
  const settings = {
    fsync: 'off',
    full_page_writes: 'off',
    max_connections: '200',
    max_prepared_transactions: '10',
    shared_buffers: '64MB',
  };
  const running = [];
  const stop = async () => {
    await Promise.all(running.map((end) => end()));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const postgres = await startPostgres({ dataDir: join(folder, 'postgres'), port: await freePort(), settings });
    running.push(() => postgres.stop('SIGQUIT'));
    const redis = await startRedis({ dataDir: join(folder, 'redis'), port: await freePort(), persistent: false });
    running.push(() => redis.stop('SIGKILL'));
    const env = {
      MERCURY_TEST_DATABASE_URL: postgresUrl(postgres.port, 'postgres'),
      MERCURY_TEST_REDIS_URL: `redis://127.0.0.1:${redis.port}`,
    };
    return { env, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
