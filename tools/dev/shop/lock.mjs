import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { state } from '../machine/workspace.mjs';

const file = join(state, 'running.json');

/** The shop of this checkout that runs now: `{ pid, children }`, or undefined. */
export function runningShop() {
  const entry = read();
  return entry && alive(entry.pid) ? entry : undefined;
}

/** Notes that this process runs the shop, and which processes it started. */
export function noteRunning(children = {}) {
  mkdirSync(state, { recursive: true });
  writeFileSync(file, JSON.stringify({ pid: process.pid, children }));
}

/** Removes the note. */
export function noteStopped() {
  rmSync(file, { force: true });
}

/** Ends children that a hard-killed start left behind. */
export async function endLeftOvers() {
  const entry = read();
  if (!entry || alive(entry.pid)) return;
  const orphans = Object.values(entry.children).filter((pid) => alive(pid) && isOurs(pid));
  for (const pid of orphans) process.kill(pid, 'SIGTERM');
  for (let waited = 0; orphans.some(alive) && waited < 10_000; waited += 100) await delay(100);
  for (const pid of orphans.filter(alive)) process.kill(pid, 'SIGKILL');
  noteStopped();
}

function read() {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // Half written by a start that died: as good as none.
    return undefined;
  }
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Process ids are reused: only a process whose command line shows our folders is ours. */
function isOurs(pid) {
  try {
    return /dist\/(node|storefront)|\.mercury|redis-server/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
  } catch {
    return false;
  }
}
