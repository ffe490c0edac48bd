// A writer that is frozen (SIGSTOP) between its append and its commit, while it holds the fence.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { nodeBinary } from '../../dev/machine/node-version.mjs';

const TIMEOUT_MS = 1_500;

/** Readers wait for it, its pid is shown, the server ends it in time, readers go on, and it cannot commit any more. */
export async function frozenWriter({ url, openStore, openAppenders, check }) {
  const { store, em, close } = await openStore();
  const after = await store.head();
  const stream = `torture.frozen-${process.pid}`;
  const child = fork(fileURLToPath(new URL('writer-process.mjs', import.meta.url)), {
    execPath: nodeBinary(),
    env: { ...process.env, MERCURY_TORTURE_WRITER: JSON.stringify({ url, stream, timeoutMs: TIMEOUT_MS }) },
  });
  try {
    const [pid] = await once(child, 'message');
    child.kill('SIGSTOP');
    const frozenAt = performance.now();
    const behind = await store.append(
      { streamId: `${stream}b`, expectedVersion: 0, events: [{ type: 'torture.happened', data: {} }] },
      { commandId: stream },
    );
    const [appender] = await openAppenders(em);
    check(
      'a frozen writer is shown with the pid of its session',
      appender?.pid === pid && appender.application === 'frozen-writer',
      `pid ${appender?.pid}, ${appender?.state} for ${appender?.ageSeconds.toFixed(2)} s`,
    );
    const early = await store.readAll({ after, limit: 10 });
    check('readers wait for it: what it drew may still be committed', early.events.length === 0);
    let page = early;
    while (page.events.length === 0 && performance.now() - frozenAt < 10 * TIMEOUT_MS) {
      await delay(20);
      page = await store.readAll({ after, limit: 10 });
    }
    check(
      'the server ends its session in time, and readers go on past its number',
      page.events.length === 1 && page.events[0].position === behind.position,
      `after ${Math.round(performance.now() - frozenAt)} ms, with a timeout of ${TIMEOUT_MS} ms`,
    );
    child.kill('SIGCONT');
    child.send('commit');
    const [outcome] = await once(child, 'message');
    const left = await store.readStream(stream);
    check('continued, it cannot commit behind the readers’ backs', outcome === 'refused' && left.length === 0, outcome);
  } finally {
    child.kill('SIGKILL');
    await close();
  }
}
