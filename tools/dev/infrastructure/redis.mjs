// Runs a real Redis: the machine's own `redis-server`, or the one named by REDIS_SERVER_BIN.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { waitForPort } from './ports.mjs';

/** The path of a Redis server that runs here, or undefined. */
export function findRedisServer() {
  const named = process.env.REDIS_SERVER_BIN;
  if (named) return named;
  const found = spawnSync('sh', ['-c', 'command -v redis-server'], { encoding: 'utf8' });
  return found.status === 0 ? found.stdout.trim() : undefined;
}

/** Starts Redis with its append-only file in `dataDir` on `port`. Resolves to `{ port, pid, stop() }`. */
export async function startRedis({ dataDir, port, persistent = true, onLog = () => {} }) {
  const binary = findRedisServer();
  if (!binary)
    throw new Error('no redis-server found: install it with "apt-get install redis-server", or set REDIS_URL');
  mkdirSync(dataDir, { recursive: true });
  const durability = persistent ? ['--appendonly', 'yes', '--appendfsync', 'everysec'] : ['--appendonly', 'no'];
  const args = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--dir',
    dataDir,
    '--save',
    '',
    '--maxmemory-policy',
    'noeviction',
  ];
  const child = spawn(binary, [...args, ...durability], { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const log = [];
  const collect = (chunk) => {
    log.push(String(chunk));
    if (log.length > 200) log.shift();
    onLog(String(chunk));
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const exited = new Promise((resolve) => child.once('exit', (code) => resolve(code)));
  const outcome = await Promise.race([waitForPort(port, 15_000), exited.then((code) => `exited with ${code}`)]);
  if (outcome !== true)
    throw new Error(`Redis did not start (${outcome || 'no answer in 15 s'}):\n${log.join('').slice(-2_000)}`);
  return {
    port,
    pid: child.pid,
    async stop(signal = 'SIGTERM') {
      if (child.exitCode === null) child.kill(signal);
      await exited;
    },
  };
}
