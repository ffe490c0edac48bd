// Runs a real Redis on loopback.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { waitForPort } from './ports.mjs';
import { obtainRedis } from './redis-binary.mjs';

/** Starts Redis with its append-only file in `dataDir` on `port`, and `more` settings. Resolves to `{ port, pid, stop() }`. */
export async function startRedis({ dataDir, port, persistent = true, more = [], onLog = () => {}, say }) {
  const { command, env } = obtainRedis(say);
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
  const child = spawn(command, [...args, ...durability, ...more], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    env: { ...process.env, ...env },
  });
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
