// Runs a compiled benchmark on a PostgreSQL and a Redis of its own, with durable defaults, in a throw-away folder:
// `node tools/bench/with-servers.mjs tools/bench/src/event-store/main.js [arguments]`.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { compileServers } from '../dev/compile.mjs';
import { freePort } from '../dev/infrastructure/ports.mjs';
import { postgresUrl, startPostgres } from '../dev/infrastructure/postgres.mjs';
import { startRedis } from '../dev/infrastructure/redis.mjs';
import { environment, nodeBinary } from '../dev/machine/node-version.mjs';
import { workspace } from '../dev/machine/workspace.mjs';
import { ensureDependencies } from '../dev/machine/dependencies.mjs';
import { continueOnRightNode } from '../dev/machine/node-version.mjs';

ensureDependencies();
continueOnRightNode();
const [script, ...args] = process.argv.slice(2);
await compileServers();
const folder = mkdtempSync(join(tmpdir(), 'mercury-bench-'));
chmodSync(folder, 0o755);
// fsync stays on: an append that is acknowledged is on the disk, for us and for the reference alike.
const settings = { max_connections: '200', shared_buffers: '256MB', max_wal_size: '4GB' };
const postgres = await startPostgres({ dataDir: join(folder, 'postgres'), port: await freePort(), settings });
const redis = await startRedis({ dataDir: join(folder, 'redis'), port: await freePort() });
const child = spawn(
  nodeBinary(),
  ['--enable-source-maps', '--expose-gc', resolve(workspace, 'dist/node', script), ...args],
  {
    cwd: workspace,
    stdio: 'inherit',
    env: {
      ...environment(),
      MERCURY_BENCH_DATABASE_URL: postgresUrl(postgres.port, 'postgres'),
      MERCURY_BENCH_REDIS_URL: `redis://127.0.0.1:${redis.port}`,
      MERCURY_BENCH_PIDS: `${postgres.pid},${redis.pid}`,
    },
  },
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
const code = await new Promise((done) => child.once('exit', (exit) => done(exit ?? 1)));
await Promise.all([postgres.stop('SIGQUIT'), redis.stop('SIGKILL')]);
rmSync(folder, { recursive: true, force: true });
process.exit(code);
