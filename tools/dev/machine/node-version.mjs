// Mercury runs on Node 24, which npm brings along; any Node from 20 on can start it. Nothing here needs a dependency.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { workspace } from './workspace.mjs';

const NEEDED = 24;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** The Node that services run on: this one when it is new enough, else the one from the npm package `node-<platform>`. */
export function nodeBinary() {
  if (major(process.versions.node) >= NEEDED) return process.execPath;
  const bundled = join(workspace, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin/node');
  return existsSync(bundled) ? bundled : undefined;
}

/** Runs the calling script again on Node 24 when this process is older, and ends with its exit code. */
export async function continueOnRightNode() {
  if (major(process.versions.node) >= NEEDED) return;
  const binary = nodeBinary();
  if (!binary) {
    console.error(
      `Mercury needs Node ${NEEDED}, and no bundled one exists for ${process.platform}-${process.arch}: install Node ${NEEDED}.`,
    );
    process.exit(1);
  }
  // The IPC channel tells the child when this process is killed hard.
  process.exit(await runInForeground(binary, process.argv.slice(1), environment(binary), ['ipc']));
}

/**
 * Runs a command with this terminal and resolves to its exit code. Signals go on to it and it does the stopping: this process
 * outlives them to pass on the exit code.
 */
export function runInForeground(command, args, env, moreStdio = []) {
  const child = spawn(command, args, { stdio: ['inherit', 'inherit', 'inherit', ...moreStdio], env });
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.once('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

/** This environment with the right Node first on the PATH, for tools that call `node`. */
export function environment(binary = nodeBinary()) {
  const path = [join(binary, '..'), join(workspace, 'node_modules/.bin'), process.env.PATH].join(':');
  return { ...process.env, PATH: path, NX_DAEMON: 'false', NX_TUI: 'false' };
}

function major(version) {
  return Number(version.split('.')[0]);
}
