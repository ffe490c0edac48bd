import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { deterministicId } from '@mercury/shared/util-ids';
import type { BatchedAppend } from '@mercury/platform/event-store';
import { interleave, type Comparison } from '../slices';
import { benchEvent } from './bench-event';
import { copyIn } from './copy';
import type { World } from './world';

const BATCH = 2_000;
const SESSIONS = 200;
const copySql =
  'COPY raw.events (stream_id, stream_position, event_id, type, schema_version, data, metadata) FROM STDIN';

/** A call of 2,000 behaviour events of 200 sessions, each an append of its own, against COPY of the same rows. */
export async function compareBatch(world: World, rounds: number): Promise<Comparison> {
  const client = new Client(world.url);
  await client.connect();
  try {
    return await interleave(
      (until) => repeat(until, () => appendBatch(world)),
      (until) => repeat(until, () => copyBatch(client)),
      rounds,
    );
  } finally {
    await client.end();
  }
}

async function repeat(until: number, work: () => Promise<void>): Promise<number> {
  let units = 0;
  while (Date.now() < until) {
    await work();
    units += BATCH;
  }
  return units;
}

async function appendBatch({ store }: World): Promise<void> {
  const run = randomUUID();
  const appends: BatchedAppend[] = Array.from({ length: BATCH }, (_, n) => ({
    stream: { streamId: `bench.session-${run}-${n % SESSIONS}`, expectedVersion: 'any', events: [benchEvent(n)] },
    options: { commandId: `${run}:${n}` },
  }));
  await store.appendBatch(appends);
}

async function copyBatch(client: Client): Promise<void> {
  const run = randomUUID();
  const rows = Array.from({ length: BATCH }, (_, n) => {
    const { type, data } = benchEvent(n);
    const [commandId, streamId] = [`${run}:${n}`, `bench.session-${run}-${n % SESSIONS}`];
    const metadata = { commandId, correlationId: commandId, occurredAt: new Date().toISOString() };
    const position = String(Math.floor(n / SESSIONS) + 1);
    const id = deterministicId(commandId, streamId, '0');
    return [streamId, position, id, type, '1', JSON.stringify(data), JSON.stringify(metadata)];
  });
  await copyIn(client, copySql, rows);
}
