import { spawn } from 'node:child_process';
import { existsSync, readFileSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { workspace } from './workspace.mjs';

const INSTALL_BYTES = 2_500_000_000;
const RUN_BYTES = 500_000_000;

/** True when node_modules holds, in the right versions, what package-lock.json asks for on this platform. */
export function dependenciesInstalled() {
  const hidden = join(workspace, 'node_modules/.package-lock.json');
  if (!existsSync(hidden)) return false;
  const installed = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(join(workspace, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
  );
}

/** Installs dependencies when they are missing or older than the lock file; ends the process with one sentence on failure. */
export async function ensureDependencies() {
  const problem = diskProblem();
  if (problem) fail(problem);
  if (dependenciesInstalled()) return;
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1000);
  console.log('Installing dependencies (one to three minutes, once) …');
  const ticking = setInterval(() => console.log(`  still installing, ${seconds()} s`), 15_000);
  const code = await npmInstall();
  clearInterval(ticking);
  if (code === undefined) fail('npm is missing: install it beside Node, then run the command again.');
  if (code !== 0)
    fail('npm could not install the dependencies; its message is above. Mend that, then run the command again.');
  console.log(`  ✓ Dependencies (${seconds()} s)`);
}

/** Resolves to npm's exit code, or to undefined when there is no npm. */
function npmInstall() {
  const child = spawn('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--no-progress'], {
    cwd: workspace,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const endsWithUs = () => child.kill('SIGTERM');
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, endsWithUs);
  return new Promise((resolve) => {
    child.once('error', () => resolve(undefined));
    child.once('exit', (code) => {
      for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, endsWithUs);
      resolve(code ?? 1);
    });
  });
}

/** A sentence when the disk is too full to install or to run, else undefined. */
export function diskProblem() {
  const { bavail, bsize } = statfsSync(workspace);
  const needed = dependenciesInstalled() ? RUN_BYTES : INSTALL_BYTES;
  if (bavail * bsize >= needed) return undefined;
  return `The disk is nearly full: ${megabytes(bavail * bsize)} MB are free, ${megabytes(needed)} MB are needed. Free some space, then run the command again.`;
}

function megabytes(bytes) {
  return Math.round(bytes / 1_000_000);
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
