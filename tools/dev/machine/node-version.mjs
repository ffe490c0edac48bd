// Mercury runs on Node 24, which npm brings along; any Node from 20 on can start it. Nothing here needs a dependency.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { workspace } from './workspace.mjs';

const OLDEST_TO_START = 20;
const NEEDED = 24;

/** A sentence with the remedy when this Node cannot even start Mercury, else undefined. */
export function nodeProblem(version = process.versions.node) {
  if (major(version) >= OLDEST_TO_START) return undefined;
  return `Node ${version} is too old: install Node ${OLDEST_TO_START} or newer (https://nodejs.org), then run the command again.`;
}

/** The Node that services run on: this one when it is new enough, else the one from the npm package `node-<platform>`. */
export function nodeBinary() {
  if (major(process.versions.node) >= NEEDED) return process.execPath;
  const bundled = join(workspace, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin/node');
  return existsSync(bundled) ? bundled : undefined;
}

/** Runs the calling script again on Node 24 when this process is older, and ends with its exit code. */
export function continueOnRightNode() {
  if (major(process.versions.node) >= NEEDED) return;
  const binary = nodeBinary();
  if (!binary) {
    console.error(
      `Mercury needs Node ${NEEDED}, and no bundled one exists for ${process.platform}-${process.arch}: install Node ${NEEDED}.`,
    );
    process.exit(1);
  }
  // The parent must outlive Ctrl-C to pass on the exit code; the child does the stopping.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
  const run = spawnSync(binary, process.argv.slice(1), { stdio: 'inherit', env: environment(binary) });
  process.exit(run.status ?? 1);
}

/** This environment with the right Node first on the PATH, for tools that call `node`. */
export function environment(binary = nodeBinary()) {
  const path = [join(binary, '..'), join(workspace, 'node_modules/.bin'), process.env.PATH].join(':');
  return { ...process.env, PATH: path, NX_DAEMON: 'false', NX_TUI: 'false' };
}

function major(version) {
  return Number(version.split('.')[0]);
}
