import { randomUUID } from 'node:crypto';
import { deterministicId } from '@mercury/shared/util-ids';
import { interleave, type Comparison, type Side } from '../slices';
import { benchEvent } from './bench-event';
import type { World } from './world';

/** Events in a stream before a writer begins a new one: orders and carts end. */
const STREAM_LENGTH = 20;

const insert = {
  name: 'raw-insert',
  text: `INSERT INTO raw.events (stream_id, stream_position, event_id, type, schema_version, data, metadata)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
};

/** `writers` at once: our append through the public API against a prepared INSERT of the same event. */
export function compareAppend(world: World, writers: number, rounds: number): Promise<Comparison> {
  return interleave(
    concurrently(writers, (next) => appendOurs(world, next, 1)),
    concurrently(writers, (next) => insertRaw(world, next)),
    rounds,
  );
}

/** Ten events an append against one an append, in events a second. */
export function compareTenEvents(world: World, writers: number, rounds: number): Promise<Comparison> {
  return interleave(
    concurrently(writers, (next) => appendOurs(world, next, 10)),
    concurrently(writers, (next) => appendOurs(world, next, 1)),
    rounds,
  );
}

interface Place {
  streamId: string;
  version: number;
}

type Step = (place: Place) => Promise<number>;

/** Each writer keeps to a stream of its own and begins a new one when it is long enough. */
function concurrently(writers: number, step: Step): Side {
  return async (until) => {
    const lanes = Array.from({ length: writers }, async () => {
      let units = 0;
      let place: Place = { streamId: '', version: STREAM_LENGTH };
      while (Date.now() < until) {
        if (place.version >= STREAM_LENGTH) place = { streamId: `bench.thing-${randomUUID()}`, version: 0 };
        const done = await step(place);
        place.version += done;
        units += done;
      }
      return units;
    });
    return (await Promise.all(lanes)).reduce((sum, units) => sum + units, 0);
  };
}

async function appendOurs({ store }: World, { streamId, version }: Place, count: number): Promise<number> {
  const events = Array.from({ length: count }, (_, n) => benchEvent(version + n));
  await store.append({ streamId, expectedVersion: version, events }, { commandId: `${streamId}:${version}` });
  return count;
}

async function insertRaw({ raw }: World, { streamId, version }: Place): Promise<number> {
  const { type, data } = benchEvent(version);
  const commandId = `${streamId}:${version}`;
  const metadata = { commandId, correlationId: commandId, occurredAt: new Date().toISOString() };
  const id = deterministicId(commandId, streamId, '0');
  await raw.query({
    ...insert,
    values: [streamId, version + 1, id, type, 1, JSON.stringify(data), JSON.stringify(metadata)],
  });
  return 1;
}
