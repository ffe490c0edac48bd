// PostgreSQL refuses to run as root, so root hands it to another user; that user may not be able to reach our files.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Who runs PostgreSQL: nobody else when we are not root (`{}`), else the system's `postgres` or `nobody` user. */
export function unprivilegedIdentity() {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const uid = Number(spawnSync('id', ['-u', name], { encoding: 'utf8' }).stdout);
    const gid = Number(spawnSync('id', ['-g', name], { encoding: 'utf8' }).stdout);
    if (uid > 0 && gid > 0) return { uid, gid };
  }
  throw new Error('PostgreSQL does not run as root, and this machine has neither a "postgres" nor a "nobody" user');
}

/**
 * `[command, args, options]` for `spawn`, run as `identity`. A checkout below a folder that is closed to others (root's home,
 * `mktemp -d`) is out of that user's reach: there the process keeps the one capability to pass closed folders, by setpriv of
 * util-linux, which every Debian has.
 */
export function asIdentity(identity, command, args, paths) {
  if (identity.uid === undefined || paths.every(reachable)) return [command, args, identity];
  const { uid, gid } = identity;
  const who = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
  // initdb asks with access(2), which looks at the user alone unless the last bit is set.
  const may = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override', '--securebits=+no_setuid_fixup'];
  return ['setpriv', [...who, ...may, '--', command, ...args], {}];
}

/** True when every folder above `path` lets strangers pass. */
function reachable(path) {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}
