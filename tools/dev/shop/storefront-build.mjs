import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { environment } from '../machine/node-version.mjs';
import { state, workspace } from '../machine/workspace.mjs';

const inputs = ['apps/storefront', 'libs', 'package-lock.json', 'tsconfig.base.json'];

/** Builds the Angular storefront for production unless the last build was made of the same files. Rejects with the compiler's words. */
export async function buildStorefront(log) {
  const stamp = join(state, 'storefront.build');
  const fingerprint = fingerprintOf(inputs);
  const built = existsSync(join(workspace, 'dist/storefront/server/server.mjs'));
  if (built && existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint) return false;
  await run(['nx', 'run', 'storefront:build:production', '--outputStyle=static'], log);
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

function run([command, ...args], log) {
  return new Promise((resolve, reject) => {
    const child = spawn(join(workspace, 'node_modules/.bin', command), args, {
      cwd: workspace,
      env: environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.once('error', reject);
    child.once('exit', (code) => {
      log?.(output);
      if (code === 0) resolve();
      else reject(new Error(`the storefront does not build:\n${output.slice(-4_000)}`));
    });
  });
}
