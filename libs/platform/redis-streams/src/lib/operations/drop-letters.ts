import type { Redis } from 'ioredis';
import { keys } from '../keys';
import { luaScript } from '../lua/script';
import { lettersOf, matches, type LetterFilter } from './find-letters';
import type { KnownTopic } from './known-topics';

const drop = luaScript('drop-letters');
const BATCH = 200;

export interface DropOptions {
  /** Letters in all, at most. Default: every one that is meant. */
  readonly limit?: number;
  /** Counts what would go, and deletes nothing. */
  readonly dryRun?: boolean;
}

/** Deletes dead letters for good; a key whose last one has gone is parked no more. Resolves to how many were meant and dropped. */
export async function dropLetters(
  redis: Redis,
  topic: KnownTopic,
  group: string,
  filter: LetterFilter,
  { limit = Infinity, dryRun = false }: DropOptions = {},
): Promise<{ meant: number; dropped: number }> {
  let meant = 0;
  let dropped = 0;
  for (let shard = 0; shard < topic.shards && meant < limit; shard += 1) {
    const names = [keys.deadLetters(topic.name, shard, group), keys.parked(topic.name, shard, group)];
    let batch: string[] = [];
    const flush = async () => {
      if (batch.length > 0 && !dryRun) dropped += Number(await drop(redis, names, batch));
      batch = [];
    };
    for await (const letter of lettersOf(redis, topic.name, shard, group)) {
      if (!matches(letter, filter)) continue;
      meant += 1;
      batch.push(letter.id);
      if (batch.length >= BATCH) await flush();
      if (meant >= limit) break;
    }
    await flush();
  }
  return { meant, dropped };
}
