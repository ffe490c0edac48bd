import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { environment } from '../machine/node-version.mjs';
import { state, workspace } from '../machine/workspace.mjs';
import { runOnce } from './children.mjs';

const inputs = ['apps/storefront', 'libs', 'package-lock.json', 'tsconfig.base.json'];

/** Builds the Angular storefront for production unless the last build was made of the same files. Rejects with the compiler's words. */
export async function buildStorefront() {
  const stamp = join(state, 'storefront.build');
  const fingerprint = fingerprintOf(inputs);
  const built = existsSync(join(workspace, 'dist/storefront/server/server.mjs'));
  if (built && existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint) return false;
  const command = [
    join(workspace, 'node_modules/.bin/nx'),
    'run',
    'storefront:build:production',
    '--outputStyle=static',
  ];
  await runOnce('The storefront does not build', command, { cwd: workspace, env: environment() });
  mkdirSync(state, { recursive: true });
  writeFileSync(stamp, fingerprint);
  return true;
}

function fingerprintOf(paths) {
  const hash = createHash('sha256');
  const visit = (path) => {
    const entry = statSync(path);
    if (entry.isDirectory()) for (const name of readdirSync(path).sort()) visit(join(path, name));
    else if (!path.endsWith('.spec.ts')) hash.update(path.slice(workspace.length)).update(readFileSync(path));
  };
  for (const path of paths) visit(join(workspace, path));
  return hash.digest('hex');
}
