// Numbers that were drawn and rolled back, and a crash before the server's log was flushed: they are drawn again.
import { randomUUID } from 'node:crypto';
import pg from 'pg';

const NUMBERS = 100;
const TRIES = 20;

/** A reader that looked in between does not stand on one of them, so it sees the events that get them afterwards. */
export async function rolledBack({ url, openStore, killAndRestart, check }) {
  const before = await openStore();
  const { position } = await before.store.append(
    { streamId: `torture.kept-${process.pid}`, expectedVersion: 0, events: [{ type: 'torture.happened', data: {} }] },
    { commandId: `kept-${process.pid}` },
  );
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

/** The last of many numbers that were rolled back, while the log is not flushed up to them. */
async function drawUnflushed(url) {
  const client = new pg.Client(url);
  await client.connect();
  client.on('error', () => {});
  for (let time = 0; time < TRIES; time += 1) {
    const events = Array.from({ length: NUMBERS }, () => ({ id: randomUUID(), type: 't', ver: 1, data: {}, meta: {} }));
    await client.query('BEGIN');
    await client.query('SELECT es.append($1, $2, NULL, $3)', [
      'torture.undone',
      'torture.undone',
      JSON.stringify(events),
    ]);
    await client.query('ROLLBACK');
    const { rows } = await client.query(
      `SELECT last_value::float8 AS drawn, pg_current_wal_insert_lsn() > pg_current_wal_flush_lsn() AS unflushed
         FROM es.global_position_seq`,
    );
    if (rows[0].unflushed) return rows[0].drawn;
  }
  throw new Error('the log writer flushes at once');
}
