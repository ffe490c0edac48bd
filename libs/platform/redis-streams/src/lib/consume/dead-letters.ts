import type { Redis } from 'ioredis';
import { keys } from '../keys';
import { luaScript } from '../lua/script';
import { PARKED_REASON } from '../operations/dead-letter';
import type { Held } from './held';
import { reasonOf } from './reason-of';

const deadLetter = luaScript('dead-letter');
const STACK_AT_MOST = 4_096;

/** `ended`: the entry is a dead letter, or somebody else has ended it. `free`: nothing is there any more that it must follow. */
export type Burial = 'ended' | 'free';

/** What an entry follows: a key that is parked; or, since redriven entries free their key, an older dead letter of it. */
export type Leader = 'parked' | 'older';

const ALWAYS = '0';
const ONLY_BEHIND = { parked: '1', older: '2' } as const;

/** Takes entries of one shard out of the way of the others, with the reason, without losing them. */
export class DeadLetters {
  constructor(
    private readonly redis: Redis,
    private readonly topic: string,
    private readonly shard: number,
    private readonly group: string,
  ) {}

  /** Buries an entry that failed. With `park`, later entries of its key follow it. Rejects when Redis does not take it. */
  async bury(held: Held, error: unknown, park: boolean, now = new Date()): Promise<Burial> {
    const stack = error instanceof Error ? (error.stack ?? '').slice(0, STACK_AT_MOST) : '';
    return this.run(held, park ? (held.entry?.key ?? '') : '', ALWAYS, reasonOf(error), stack, now);
  }

  /** Buries an entry behind a dead letter of its key. */
  async follow(held: Held, leader: Leader, now = new Date()): Promise<Burial> {
    return this.run(held, held.entry?.key ?? '', ONLY_BEHIND[leader], PARKED_REASON, '', now);
  }

  private async run(
    held: Held,
    park: string,
    when: string,
    message: string,
    stack: string,
    now: Date,
  ): Promise<Burial> {
    const { topic, shard, group } = this;
    const names = [
      held.source.stream,
      keys.deadLetters(topic, shard, group),
      keys.attempts(topic, shard, group),
      keys.started(topic, shard, group),
      keys.parked(topic, shard, group),
      keys.retries(topic, shard, group),
    ];
    const facts = [
      'x-group',
      group,
      'x-attempts',
      held.failed,
      'x-err',
      message,
      'x-stack',
      stack,
      'x-dead',
      now.toISOString(),
    ];
    const answer = await deadLetter(this.redis, names, [group, held.id, park, when, held.originalId, ...facts]);
    return answer === -1 ? 'free' : 'ended';
  }
}
