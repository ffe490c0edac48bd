import { setTimeout as delay } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { OptionsCheck } from '../errors/options-error';
import { keys } from '../keys';
import { luaScript } from '../lua/script';
import type { DeadLetter } from './dead-letter';
import { lettersOf, type LetterFilter } from './find-letters';
import type { KnownTopic } from './known-topics';
import { OperationError } from './operation-error';
import { selectLetters, type LetterPlace } from './select-letters';

const redrive = luaScript('redrive');

/** Letters of one shard that one call looks through: they stand in memory while their order is found. */
const LETTERS_AT_MOST = 50_000;
const BATCH = 50;

export interface RedriveOptions {
  /** Letters a second. Default 100. */
  readonly rate?: number;
  /** Letters in all, at most. Default: every one that is meant. */
  readonly limit?: number;
  /** Says what would go back and moves nothing. */
  readonly dryRun?: boolean;
  /** Hears of each batch that has been moved. */
  readonly onMoved?: (moved: number) => void;
  readonly wait?: (ms: number) => Promise<unknown>;
}

export interface RedriveReport {
  /** Meant, in the order in which they are handled. */
  readonly chosen: readonly LetterPlace[];
  /** Moved to the retries of the group. */
  readonly moved: number;
}

/**
 * Gives dead letters back to the group that failed, and to no other: they go to its retries, which its consumers take before
 * anything new. In the order of the shard, in batches at a rate, each moved in one step: a call that ends half-way is
 * simply repeated. Throws OperationError when the order of a key would break, and OptionsError on a rate that is none.
 */
export async function redriveLetters(
  redis: Redis,
  topic: KnownTopic,
  group: string,
  filter: LetterFilter,
  { rate = 100, limit = Infinity, dryRun = false, onMoved, wait = delay }: RedriveOptions = {},
): Promise<RedriveReport> {
  const check = new OptionsCheck('redriveLetters');
  check.positive(rate, 'rate');
  check.end();
  const chosen: LetterPlace[] = [];
  for (let shard = 0; shard < topic.shards && chosen.length < limit; shard += 1) {
    const letters: DeadLetter[] = [];
    for await (const letter of lettersOf(redis, topic.name, shard, group)) {
      if (letters.length >= LETTERS_AT_MOST)
        throw new OperationError(
          `Shard ${shard} has more than ${LETTERS_AT_MOST} dead letters: narrow it down with --key or --id.`,
          'refused',
        );
      // Bodies may be large, and only places are needed.
      letters.push({ ...letter, data: '', headers: '', stack: '' });
    }
    if (letters.length === 0) continue;
    const parked = new Set(await redis.smembers(keys.parked(topic.name, shard, group)));
    chosen.push(...selectLetters(letters, filter, parked).slice(0, limit - chosen.length));
  }
  if (dryRun) return { chosen, moved: 0 };
  return { chosen, moved: await move(redis, topic.name, group, chosen, { rate, wait, onMoved }) };
}

async function move(
  redis: Redis,
  topic: string,
  group: string,
  chosen: readonly LetterPlace[],
  { rate, wait, onMoved }: { rate: number; wait: (ms: number) => Promise<unknown>; onMoved?: (moved: number) => void },
): Promise<number> {
  let moved = 0;
  for (let at = 0; at < chosen.length;) {
    const shard = (chosen[at] as LetterPlace).shard;
    let end = at;
    while (end < chosen.length && end - at < Math.min(BATCH, rate) && chosen[end]?.shard === shard) end += 1;
    const ids = chosen.slice(at, end).map(({ id }) => id);
    const names = [
      keys.deadLetters(topic, shard, group),
      keys.retries(topic, shard, group),
      keys.parked(topic, shard, group),
    ];
    const now = Number(await redrive(redis, names, [group, ...ids]));
    moved += now;
    onMoved?.(now);
    at = end;
    if (at < chosen.length) await wait((ids.length / rate) * 1_000);
  }
  return moved;
}
