// `npx nx run event-store:torture`: the guarantees of the store under contention, under a writer that is frozen while it
// holds the fence, and under kill -9 of its PostgreSQL, also just after numbers were drawn in vain.
// The shape of the first run is the one of the anchors' measurements: 24 writers, 64 hot streams, early transaction ids,
// sleeping and rolled-back transactions.
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { compileServers } from '../dev/compile.mjs';
import { freePort } from '../dev/infrastructure/ports.mjs';
import { postgresUrl, startPostgres } from '../dev/infrastructure/postgres.mjs';
import { ensureDependencies } from '../dev/machine/dependencies.mjs';
import { continueOnRightNode } from '../dev/machine/node-version.mjs';
import { workspace } from '../dev/machine/workspace.mjs';
import { frozenWriter } from './event-store/frozen-writer.mjs';
import { backendKilled, rolledBack } from './event-store/rolled-back.mjs';

ensureDependencies();
continueOnRightNode();
await compileServers();
const require = createRequire(import.meta.url);
require('reflect-metadata');
const { eventStoreMigrations, openAppenders, PostgresEventStore } = require(
  `${workspace}/dist/node/libs/platform/event-store/src/index.js`,
);
const { ormOptions, runMigrations } = require(`${workspace}/dist/node/libs/platform/persistence/src/index.js`);
const { MikroORM } = require('@mikro-orm/postgresql');

const seconds = Number(process.argv[2] ?? 8);
const folder = mkdtempSync(join(tmpdir(), 'mercury-torture-'));
chmodSync(folder, 0o755);
// A log writer that leaves the flushing to commits for as long as it may: what nobody waited for is lost in a crash.
const settings = { max_connections: '100', wal_writer_delay: '10s' };
const server = { dataDir: join(folder, 'postgres'), port: await freePort(), settings };
let postgres = await startPostgres(server);
const url = postgresUrl(server.port, 'postgres');
await runMigrations(url, eventStoreMigrations);
const tallies = { passed: 0, failed: 0 };

function check(fact, holds, detail = '') {
  tallies[holds ? 'passed' : 'failed'] += 1;
  console.log(`${holds ? '✓' : '✗'} ${fact}${detail && ` (${detail})`}`);
}

async function openStore() {
  const orm = await MikroORM.init(ormOptions({ databaseUrl: url, applicationName: 'torture', poolMax: 8 }));
  return { store: new PostgresEventStore(orm.em), em: orm.em, close: () => orm.close(true) };
}

/** Appends by hand, so that it can dawdle, take its transaction id early, and change its mind. */
async function rudeWriter(until, committed) {
  const client = new pg.Client(url);
  await client.connect();
  while (Date.now() < until) {
    const stream = `torture.hot-${Math.floor(Math.random() * 64)}`;
    const events = Array.from({ length: 1 + Math.floor(Math.random() * 3) }, () => ({
      id: randomUUID(),
      type: 'torture.happened',
      ver: 1,
      data: {},
      meta: {},
    }));
    await client.query('BEGIN');
    if (Math.random() < 0.3) await client.query('SELECT pg_current_xact_id()');
    await client.query('SELECT es.append($1, $2, NULL, $3)', [stream, 'torture.hot', JSON.stringify(events)]);
    if (Math.random() < 0.3) await delay(Math.random() * 20);
    if (Math.random() < 0.1) await client.query('ROLLBACK');
    else {
      await client.query('COMMIT');
      for (const { id } of events) committed.add(id);
    }
  }
  await client.end();
}

async function politeWriter(store, until, committed) {
  while (Date.now() < until) {
    const streamId = `torture.own-${randomUUID()}`;
    await store.append(
      { streamId, expectedVersion: 0, events: [{ type: 'torture.happened', data: {} }] },
      { commandId: streamId },
    );
    committed.add(streamId);
  }
}

async function contention() {
  const { store, close } = await openStore();
  const reader = await openStore();
  const until = Date.now() + seconds * 1_000;
  const committed = new Set();
  const delivered = [];
  let done = false;
  const reading = (async () => {
    let after = 0;
    for (;;) {
      const last = done;
      const page = await reader.store.readAll({ after, limit: 500 });
      delivered.push(...page.events);
      if (last && page.position === after) return;
      after = page.position;
      if (page.events.length === 0) await delay(5);
    }
  })();
  await Promise.all([
    ...Array.from({ length: 24 }, () => rudeWriter(until, committed)),
    ...Array.from({ length: 8 }, () => politeWriter(store, until, committed)),
  ]);
  done = true;
  await reading;
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query('SELECT global_position::float8 AS position FROM es.events ORDER BY 1');
  await client.end();
  const positions = delivered.map(({ position }) => position);
  const inTable = new Set(rows.map(({ position }) => position));
  const places = new Map();
  let inversions = 0;
  for (const { streamId, streamPosition } of delivered) {
    if (streamPosition !== (places.get(streamId) ?? 0) + 1) inversions += 1;
    places.set(streamId, streamPosition);
  }
  const seen = new Set(positions);
  const skipped = rows.filter(({ position }) => !seen.has(position)).length;
  check('the reader has seen every event of the table', skipped === 0, `${rows.length} events, ${skipped} skipped`);
  check('none twice', seen.size === positions.length);
  check(
    'none that is not there',
    positions.every((position) => inTable.has(position)),
  );
  check(
    'the order ascends',
    positions.every((position, at) => at === 0 || position > positions[at - 1]),
  );
  check('no stream is out of order, and none has a hole', inversions === 0, `${places.size} streams`);
  check('writers got through', committed.size > 1_000, `${committed.size} events acknowledged in ${seconds} s`);
  await Promise.all([close(), reader.close()]);
}

/** kill -9 of the postmaster takes all its backends along at once, as a crash of the machine would. */
async function killAndRestart() {
  await postgres.stop('SIGKILL');
  await delay(500);
  postgres = await startPostgres(server);
  await (await connectAfterRecovery()).end();
}

async function crash() {
  const { store, close } = await openStore();
  const acknowledged = [];
  let killed = false;
  const writers = Array.from({ length: 16 }, async (_, lane) => {
    for (let n = 0; !killed; n += 1) {
      const streamId = `crash.lane-${lane}-${Math.floor(n / 10)}`;
      const commandId = `${lane}:${n}`;
      try {
        await store.append(
          { streamId, expectedVersion: n % 10, events: [{ type: 'crash.happened', data: { commandId } }] },
          { commandId },
        );
        acknowledged.push(commandId);
      } catch (error) {
        if (!killed) throw error;
      }
    }
  });
  await delay(2_000);
  killed = true;
  process.kill(postgres.pid, 'SIGKILL');
  await Promise.allSettled(writers);
  await close().catch(() => {});
  await killAndRestart();
  const client = await connectAfterRecovery();
  const { rows } = await client.query("SELECT data ->> 'commandId' AS id FROM es.events WHERE type = 'crash.happened'");
  const present = new Set(rows.map(({ id }) => id));
  const lost = acknowledged.filter((id) => !present.has(id));
  check(
    'no acknowledged append is lost by kill -9',
    lost.length === 0,
    `${acknowledged.length} acknowledged, ${lost.length} lost`,
  );
  const { rowCount } = await client.query(
    `SELECT 1 FROM es.streams s LEFT JOIN es.events e USING (stream_id) GROUP BY s.stream_id, s.version
     HAVING s.version <> count(e.*) OR s.version <> max(e.stream_position)`,
  );
  check('every stream’s version is the number of its events', rowCount === 0);
  await client.end();
  const again = await openStore();
  const repeat = acknowledged.at(-1);
  const [lane, n] = repeat.split(':').map(Number);
  const { duplicate } = await again.store.append(
    {
      streamId: `crash.lane-${lane}-${Math.floor(n / 10)}`,
      expectedVersion: n % 10,
      events: [{ type: 'crash.happened', data: { commandId: repeat } }],
    },
    { commandId: repeat },
  );
  check('a command repeated after the crash is recognised', duplicate === true);
  await again.close();
}

/** A server that replays its log accepts the connection and refuses the session. */
async function connectAfterRecovery() {
  const end = Date.now() + 60_000;
  for (;;) {
    const client = new pg.Client(url);
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (Date.now() > end) throw error;
      await delay(100);
    }
  }
}

try {
  await contention();
  await frozenWriter({ url, openStore, openAppenders, check });
  await crash();
  await rolledBack({ url, openStore, killAndRestart, check });
  await backendKilled({ url, openStore, connectAfterRecovery, check });
} finally {
  await postgres.stop('SIGQUIT');
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${tallies.passed} passed, ${tallies.failed} failed`);
process.exit(tallies.failed === 0 ? 0 : 1);
