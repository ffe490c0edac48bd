import type { Redis } from 'ioredis';
import type { Position } from '@mercury/platform/event-store';
import { DEFAULT_SHARDS, keys } from '@mercury/platform/redis-streams';
import type { RelayState } from '../relay-state';
import { topics } from '../topic-of';
import { cutStream, rewindGroups } from './cut-stream';
import { findCut, type StreamCut } from './stream-cut';

/** How the streams differ from a store that was restored to an older point. */
export interface RelayResetPlan {
  /** The streams whose end the store does not know. Empty: there is nothing to put right. */
  readonly cuts: readonly StreamCut[];
  /** The last position that store and streams share. */
  readonly fork: Position;
  /** The greatest position that any stream has ever had: the store's next one must lie beyond. */
  readonly end: Position;
}

/** Compares every stream with the store, and changes nothing. */
export async function planRelayReset(redis: Redis, state: RelayState): Promise<RelayResetPlan> {
  const all = await Promise.all(streams().map(({ stream }) => findCut(redis, state, stream)));
  const fork = Math.max(0, ...all.filter(({ empty }) => !empty).map(({ keep }) => keep));
  const differ = all.some(({ end, keep }) => end > keep);
  return {
    // A stream that was trimmed to nothing may end by chance where the store has drawn a position for it again.
    cuts: all
      .map((cut) => (differ && cut.empty && cut.end > fork ? { ...cut, keep: 0 } : cut))
      .filter(({ end, keep }) => end > keep),
    fork: differ ? fork : Math.max(...all.map(({ keep }) => keep)),
    end: Math.max(...all.map(({ end }) => end)),
  };
}

export interface RelayResetOptions {
  /** A group of which nothing better is known reads as many positions before the fork once more. */
  readonly redeliver: number;
  /** What a group had handled for certain when the store was as it is now: an id, from beside its effects. */
  readonly handledUpTo?: (topic: string, shard: number, group: string) => Promise<string | undefined>;
}

/**
 * Makes the streams a copy of the restored store's history again: their foreign ends go, groups read once more what they had
 * handled since, as its effects were taken back with the store, and the relay publishes from the earliest cut on. Repeatable;
 * killed half way, relays go on refusing until it is called again.
 */
export async function applyRelayReset(
  redis: Redis,
  state: RelayState,
  { cuts, fork }: RelayResetPlan,
  { redeliver, handledUpTo }: RelayResetOptions,
): Promise<void> {
  await state.rewind(Math.min(fork, ...cuts.map(({ keep }) => keep)));
  const startOf = (topic: string, shard: number) => async (group: string) => {
    const handled = Number((await handledUpTo?.(topic, shard, group))?.split('-')[0] ?? Infinity);
    // A mark beyond the fork is of the lost history.
    return handled <= fork ? handled : Math.max(0, fork - redeliver);
  };
  const foreign = new Map(cuts.map((cut) => [cut.stream, cut]));
  const shared = streams().filter(({ stream }) => !foreign.has(stream));
  for (const { topic, shard, stream } of shared) await rewindGroups(redis, stream, startOf(topic, shard));
  for (const { topic, shard, stream } of streams()) {
    const cut = foreign.get(stream);
    if (!cut) continue;
    await forgetAttempts(redis, topic, shard);
    await cutStream(redis, cut, startOf(topic, shard));
  }
}

/** Failed tries are counted by entry id, and the ids behind the cut will belong to other events. */
async function forgetAttempts(redis: Redis, topic: string, shard: number): Promise<void> {
  for (const group of await redis.smembers(keys.groups(topic, shard)))
    await redis.unlink(keys.attempts(topic, shard, group), keys.started(topic, shard, group));
}

function streams() {
  return topics.flatMap((topic) =>
    Array.from({ length: DEFAULT_SHARDS }, (_, shard) => ({ topic, shard, stream: keys.stream(topic, shard) })),
  );
}
