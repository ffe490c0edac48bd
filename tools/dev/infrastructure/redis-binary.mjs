// Finds a Redis server: REDIS_SERVER_BIN, the PATH, an earlier unpacked one; else Debian's package, unpacked without root.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { arch } from 'node:os';
import { join } from 'node:path';
import { state } from '../machine/workspace.mjs';

const packages = [
  'redis-server',
  'redis-tools',
  'libhiredis0.14',
  'libjemalloc2',
  'liblua5.1-0',
  'liblzf1',
  'lua-bitop',
  'lua-cjson',
];
const cache = join(state, 'cache/redis');
const multiarch = arch() === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu';

/** How to run Redis here: `{ command, env }`, or undefined when none is to be had without installing. */
export function findRedis() {
  const named = process.env.REDIS_SERVER_BIN;
  if (named) return { command: named, env: {} };
  const found = spawnSync('sh', ['-c', 'command -v redis-server'], { encoding: 'utf8' });
  if (found.status === 0) return { command: found.stdout.trim(), env: {} };
  if (existsSync(join(cache, 'usr/bin/redis-server'))) return unpacked();
  return undefined;
}

/** Like `findRedis`, but fetches Debian's package when there is none. Throws with the remedy when that fails too. */
export function obtainRedis(say = () => {}) {
  const found = findRedis();
  if (found) return found;
  say('Fetching Redis from Debian’s packages …');
  if (downloadAndUnpack()) return unpacked();
  if (process.getuid?.() === 0) {
    run('apt-get', ['update', '-qq']);
    if (downloadAndUnpack()) return unpacked();
    if (run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'redis-server'])) {
      // Debian starts its own server on port 6379; Mercury runs its own.
      run('service', ['redis-server', 'stop']);
      const installed = findRedis();
      if (installed) return installed;
    }
  }
  throw new Error(
    'Redis is missing: install it ("sudo apt-get install redis-server", "brew install redis"), or set REDIS_URL to one that runs.',
  );
}

function unpacked() {
  return { command: join(cache, 'usr/bin/redis-server'), env: { LD_LIBRARY_PATH: join(cache, 'usr/lib', multiarch) } };
}

function downloadAndUnpack() {
  mkdirSync(join(cache, '..'), { recursive: true });
  const folder = mkdtempSync(join(cache, '../download-'));
  try {
    if (!run('apt-get', ['download', '-qq', ...packages], folder)) return false;
    const target = join(folder, 'root');
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.deb'))) {
      if (!run('dpkg', ['-x', join(folder, file), target])) return false;
    }
    rmSync(cache, { recursive: true, force: true });
    renameSync(target, cache);
    return true;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(command, args, cwd) {
  // apt drops to the user _apt as root and cannot write into a private folder: let it stay.
  const options = command === 'apt-get' ? ['-o', 'APT::Sandbox::User=root', ...args] : args;
  return (
    spawnSync(command, options, { cwd, stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
      .status === 0
  );
}
