import type { Redis } from 'ioredis';
import { keys } from '../keys';
import type { RawEntry } from '../entry/stream-entry';
import { readLetter, type DeadLetter } from './dead-letter';
import type { KnownTopic } from './known-topics';

const PAGE = 200;

/** Which letters are meant; all that is given must hold. Nothing given: every letter. */
export interface LetterFilter {
  readonly key?: string;
  /** Among the dead letters, or on the shard's stream. */
  readonly id?: string;
  /** Found in the reason. */
  readonly error?: RegExp;
}

/** The dead letters of a shard, the oldest first, a page at a time: as many as there are never stand in memory at once. */
export async function* lettersOf(
  redis: Redis,
  topic: string,
  shard: number,
  group: string,
): AsyncGenerator<DeadLetter, void> {
  const stream = keys.deadLetters(topic, shard, group);
  let from = '-';
  for (;;) {
    const page = (await redis.xrange(stream, from, '+', 'COUNT', PAGE)) as RawEntry[];
    for (const raw of page) yield readLetter(topic, shard, group, raw);
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    from = `(${last[0]}`;
  }
}

/** The letters that a filter means, `limit` at most, in the order of shards and of their deaths. */
export async function findLetters(
  redis: Redis,
  topic: KnownTopic,
  group: string,
  filter: LetterFilter,
  limit: number,
): Promise<DeadLetter[]> {
  const found: DeadLetter[] = [];
  for (let shard = 0; shard < topic.shards; shard += 1)
    for await (const letter of lettersOf(redis, topic.name, shard, group)) {
      if (!matches(letter, filter)) continue;
      found.push(letter);
      if (found.length >= limit) return found;
    }
  return found;
}

/** Whether the filter means the letter. */
export function matches(letter: DeadLetter, { key, id, error }: LetterFilter): boolean {
  if (key !== undefined && letter.key !== key) return false;
  if (id !== undefined && letter.id !== id && letter.originalId !== id) return false;
  return error === undefined || error.test(letter.error);
}
