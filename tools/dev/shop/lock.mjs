import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { processIdentity } from '../machine/process-identity.mjs';
import { state } from '../machine/workspace.mjs';

const file = join(state, 'running.json');
const GRACE_MS = 10_000;

/** The shop of this checkout that runs now: `{ pid }`, or undefined. */
export function runningShop() {
  const note = read();
  return note && lives(note.shop) ? { pid: note.shop.pid } : undefined;
}

/** Notes that this process runs the shop, and which processes it has started so far: numbers by name. */
export function noteRunning(pids = {}) {
  mkdirSync(state, { recursive: true });
  const note = {
    shop: described(process.pid),
    children: Object.fromEntries(Object.entries(pids).map(([name, pid]) => [name, described(pid)])),
  };
  writeFileSync(`${file}.new`, JSON.stringify(note));
  renameSync(`${file}.new`, file);
}

/** Removes the note. */
export function noteStopped() {
  rmSync(file, { force: true });
}

/** Ends what a start that was killed hard has left behind. Resolves to the names of what it ended. */
export async function endLeftOvers() {
  const note = read();
  if (!note || lives(note.shop)) return [];
  const orphans = Object.entries(note.children).filter(([, child]) => lives(child));
  // PostgreSQL ends at once on SIGINT, and when all its clients have gone on SIGTERM.
  for (const [name, { pid }] of orphans) process.kill(pid, name === 'postgres' ? 'SIGINT' : 'SIGTERM');
  const end = Date.now() + GRACE_MS;
  while (orphans.some(([, child]) => lives(child)) && Date.now() < end) await delay(50);
  for (const [, child] of orphans) if (lives(child)) process.kill(child.pid, 'SIGKILL');
  noteStopped();
  return orphans.map(([name]) => name);
}

function read() {
  if (!existsSync(file)) return undefined;
  try {
    const note = JSON.parse(readFileSync(file, 'utf8'));
    return note.shop && note.children ? note : undefined;
  } catch {
    // Not ours, or from another version: as good as none.
    return undefined;
  }
}

const described = (pid) => ({ pid, since: processIdentity(pid) });
const lives = ({ pid, since }) => since !== undefined && processIdentity(pid) === since;
