// Numbers that were drawn and rolled back, and a crash before the server's log was flushed: they are drawn again.
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

const NUMBERS = 100;
const TRIES = 20;

/** A reader that looked in between does not stand on one of them, so it sees the events that get them afterwards. */
export async function rolledBack({ url, openStore, killAndRestart, check }) {
  const before = await openStore();
  const { position } = await before.store.append(aStream('kept'), { commandId: `kept-${process.pid}` });
  const drawn = await drawUnflushed(url);
  let after = position;
  for (let look = 0; look < 5; look += 1) after = (await before.store.readAll({ after, limit: 500 })).position;
  await before.close().catch(() => {});
  await killAndRestart();
  const { store, close } = await openStore();
  const streamId = `torture.again-${process.pid}`;
  const events = Array.from({ length: 2 * NUMBERS }, () => ({ type: 'torture.happened', data: {} }));
  await store.append({ streamId, expectedVersion: 0, events }, { commandId: streamId });
  const [first] = await store.readStream(streamId, { limit: 1 });
  check(
    'numbers that nobody committed are drawn again after a crash',
    first.position <= drawn,
    `${drawn} was drawn, then ${first.position}`,
  );
  const page = await store.readAll({ after, limit: 1_000 });
  check(
    'a reader that looked in between has not stood on one of them',
    page.events.length === events.length,
    `it stood at ${after} and sees ${page.events.length} of ${events.length} events`,
  );
  await close();
}

/**
 * The server recovers from the death of one backend (it was killed for its memory, say) under a reader that lives on: what
 * one had drawn is drawn again by another, who is still at it when a third has committed beyond.
 */
export async function backendKilled({ url, openStore, connectAfterRecovery, check }) {
  const { store, close } = await openStore();
  const reader = await openStore();
  const { position: after } = await store.append(aStream('before'), { commandId: `before-${process.pid}` });
  const first = await connected(url);
  await first.query('BEGIN');
  await first.query('SELECT es.append($1, $2, NULL, $3)', ['torture.lost', 'torture.lost', eventsOf(NUMBERS)]);
  await reader.store.readAll({ after, limit: 500 });
  const victim = await connected(url);
  const { rows } = await victim.query('SELECT pg_backend_pid() AS pid');
  process.kill(rows[0].pid, 'SIGKILL');
  await Promise.all([first, victim].map((client) => client.ended));
  const second = await connectAfterRecovery();
  await second.query('BEGIN');
  await second.query('SELECT es.append($1, $2, NULL, $3)', ['torture.slow', 'torture.slow', eventsOf(NUMBERS)]);
  const beyond = await again(() => store.append(aStream('beyond'), { commandId: `beyond-${process.pid}` }));
  const early = await again(() => reader.store.readAll({ after, limit: 500 }));
  await second.query('COMMIT');
  await second.end();
  const seen = [...early.events];
  for (let from = early.position; from < beyond.position;) {
    const page = await reader.store.readAll({ after: from, limit: 500 });
    seen.push(...page.events);
    from = Math.max(from, page.position);
  }
  check(
    'a reader that lives on sees all that is drawn again after one backend was killed',
    seen.length === NUMBERS + 1,
    `${seen.length} of ${NUMBERS + 1} events, ${early.events.length} of them before the slow one has committed`,
  );
  await Promise.all([close(), reader.close()]);
}

/** Connections of the pool that the server has closed are noticed by their next use. */
async function again(work) {
  for (let left = 20; ; left -= 1) {
    try {
      return await work();
    } catch (error) {
      if (left === 0 || error?.code === 'event_store.rewound') throw error;
      await delay(50);
    }
  }
}

const aStream = (name) => ({
  streamId: `torture.${name}-${process.pid}`,
  expectedVersion: 0,
  events: [{ type: 'torture.happened', data: {} }],
});

const eventsOf = (count) =>
  JSON.stringify(Array.from({ length: count }, () => ({ id: randomUUID(), type: 't', ver: 1, data: {}, meta: {} })));

async function connected(url) {
  const client = new pg.Client(url);
  client.on('error', () => {});
  client.ended = new Promise((resolve) => client.once('end', resolve));
  await client.connect();
  return client;
}

/** The last of many numbers that were rolled back, while the log is not flushed up to them. */
async function drawUnflushed(url) {
  const client = await connected(url);
  for (let time = 0; time < TRIES; time += 1) {
    await client.query('BEGIN');
    await client.query('SELECT es.append($1, $2, NULL, $3)', ['torture.undone', 'torture.undone', eventsOf(NUMBERS)]);
    await client.query('ROLLBACK');
    const { rows } = await client.query(
      `SELECT last_value::float8 AS drawn, pg_current_wal_insert_lsn() > pg_current_wal_flush_lsn() AS unflushed
         FROM es.global_position_seq`,
    );
    if (rows[0].unflushed) return rows[0].drawn;
  }
  throw new Error('the log writer flushes at once');
}
