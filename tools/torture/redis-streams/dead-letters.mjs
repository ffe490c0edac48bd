// What operators see and do: the dead letters of a shard, and their way back to the group that failed.
import { library } from './world.mjs';

/** The dead letters of a shard, oldest first: `{ letter, id, n, key, attempts, reason }`. */
export async function lettersOf(redis, topic, shard, group) {
  const rows = await redis.xrange(library().keys.deadLetters(topic, shard, group), '-', '+');
  return rows.map(([letter, fields]) => {
    const of = (name) => fields[fields.indexOf(name) + 1];
    const { n } = JSON.parse(of('d'));
    return { letter, id: of('x-id'), n, key: of('k'), attempts: Number(of('x-attempts')), reason: of('x-err') };
  });
}

/** Hands all dead letters back to their group, as an operator does. Resolves to how many went. */
export async function redrive(redis, { topic, shards }, group) {
  const { moved } = await library().redriveLetters(redis, { name: topic, shards }, group, {}, { rate: 1_000 });
  return moved;
}

/** Everything that a group still remembers of single entries of a shard: nothing, when all is handled. */
export async function marksOf(redis, topic, shard, group) {
  const { keys } = library();
  const [pending] = await redis.xpending(keys.stream(topic, shard), group);
  const attempts = await redis.hlen(keys.attempts(topic, shard, group));
  const started = await redis.hlen(keys.started(topic, shard, group));
  const parked = await redis.scard(keys.parked(topic, shard, group));
  return { pending, attempts, started, parked };
}

export const noMarks = { pending: 0, attempts: 0, started: 0, parked: 0 };
