// Starts child processes, replaces one that dies, and leaves none behind.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { portAnswers } from '../infrastructure/ports.mjs';

// A larger young generation costs each service 100 MB under load and gains nothing measurable (redis-streams:bench).
const FLAGS = ['--enable-source-maps', '--max-semi-space-size=16'];
const STOP_GRACE_MS = 12_000;
const preload = new URL('./exit-with-parent.mjs', import.meta.url).href;
const RESTART_MS = [250, 500, 1_000, 2_000, 5_000];

/** Keeps a set of Node processes running until `stop()`. Their output goes to one log file each. */
export class Supervisor {
  #node;
  #logs;
  #say;
  #children = new Map();
  #stopping = false;

  #onSpawn;

  constructor({ node, logs, say, onSpawn = () => {} }) {
    this.#node = node;
    this.#logs = logs;
    this.#say = say;
    this.#onSpawn = onSpawn;
    mkdirSync(logs, { recursive: true });
  }

  /** Starts `definition` and resolves when it is ready; rejects with the end of its log when it is not in time. */
  async start(definition, timeoutMs = 90_000) {
    this.#spawn(definition, 0);
    const end = Date.now() + timeoutMs;
    while (Date.now() < end) {
      if (await isReady(definition)) return;
      if (this.#stopping) return;
      if (this.#children.get(definition.name)?.restarts >= 3) break;
      await delay(100);
    }
    throw new Error(
      `${definition.name} does not get ready; the end of ${this.logFile(definition.name)}:\n${this.#children.get(definition.name)?.tail.join('').slice(-1_500)}`,
    );
  }

  logFile(name) {
    return join(this.#logs, `${name}.log`);
  }

  /** Ends every child, the last started first: asks, waits, then kills. */
  async stop() {
    this.#stopping = true;
    const entries = [...this.#children.values()].reverse();
    for (const { child } of entries) if (child.exitCode === null) child.kill('SIGTERM');
    const all = Promise.all(entries.map(({ exited }) => exited));
    const inTime = await Promise.race([all.then(() => true), delay(STOP_GRACE_MS, false, { ref: false })]);
    if (inTime) return;
    for (const { child } of entries) if (child.exitCode === null) child.kill('SIGKILL');
    await all;
  }

  #spawn(definition, restarts) {
    const log = createWriteStream(this.logFile(definition.name), { flags: restarts === 0 ? 'w' : 'a' });
    // The IPC channel lets a child notice that this process has died (kill -9) and end itself.
    const child = spawn(this.#node, [...FLAGS, '--import', preload, definition.script], {
      env: { ...process.env, ...definition.env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true,
    });
    const tail = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        log.write(chunk);
        tail.push(String(chunk));
        if (tail.length > 50) tail.shift();
      });
    }
    const exited = new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
    this.#children.set(definition.name, { child, exited, restarts, tail });
    this.#onSpawn({ [definition.name]: child.pid });
    const startedAt = Date.now();
    exited.then(async ({ code, signal }) => {
      log.end();
      if (this.#stopping) return;
      const again = Date.now() - startedAt > 30_000 ? 0 : restarts;
      this.#say(
        `${definition.name} ended (${signal ?? `code ${code}`}); starting another one. Log: ${this.logFile(definition.name)}`,
      );
      await delay(RESTART_MS[Math.min(again, RESTART_MS.length - 1)]);
      if (!this.#stopping) this.#spawn(definition, again + 1);
    });
  }
}

async function isReady(definition) {
  if (definition.port) return portAnswers(definition.port);
  try {
    const response = await fetch(definition.ready, { signal: AbortSignal.timeout(2_000) });
    return response.ok;
  } catch {
    return false;
  }
}
