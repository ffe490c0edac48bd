// A writer in a process of its own: appends, says so, and commits when it is told to. Told by MERCURY_TORTURE_WRITER.
import { randomUUID } from 'node:crypto';
import pg from 'pg';

const { url, stream, timeoutMs } = JSON.parse(process.env.MERCURY_TORTURE_WRITER);
const client = new pg.Client({
  connectionString: url,
  application_name: 'frozen-writer',
  idle_in_transaction_session_timeout: timeoutMs,
});
client.on('error', () => {});
await client.connect();
await client.query('BEGIN');
const events = JSON.stringify([{ id: randomUUID(), type: 'torture.frozen', ver: 1, data: {}, meta: {} }]);
await client.query('SELECT es.append($1, $2, NULL, $3)', [stream, 'torture.frozen', events]);
const { rows } = await client.query('SELECT pg_backend_pid() AS pid');
process.once('message', async () => {
  const outcome = await client.query('COMMIT').then(
    () => 'committed',
    () => 'refused',
  );
  process.send(outcome, () => process.exit());
});
process.send(rows[0].pid);
