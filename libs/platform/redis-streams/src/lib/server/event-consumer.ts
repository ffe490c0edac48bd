import { setTimeout as delay } from 'node:timers/promises';
import { DomainError } from '@mercury/platform/errors';
import type { Redis } from 'ioredis';
import { RedisStreamsContext } from '../context/redis-streams.context';
import { eventPattern } from '../decorators/stream-event.decorator';
import { keys } from '../keys';
import { luaScript } from '../lua/script';
import { parseEntry, type RawEntry, type StreamEntry } from '../stream-entry';
import { backoffMs } from './backoff';
import { inLanes } from './lanes';
import type { ResolvedServerOptions } from './server-options';
import { ShardLoop } from './shard-loop';
import { claimPending, ensureGroup, readOwnPending } from './take-over';

const deadLetter = luaScript('dead-letter');

type Dispatch = (pattern: string, data: unknown, context: RedisStreamsContext) => Promise<unknown>;

/**
 * Handles the events of one topic for one group: at least once, in order for each key. An entry is acknowledged after its
 * handler succeeded; a failing one is tried again in its place, its key waits, and after the last try it is a dead letter.
 */
export class EventConsumer {
  private readonly loops: ShardLoop[];

  constructor(
    private readonly topic: string,
    private readonly options: ResolvedServerOptions,
    private readonly redis: Redis,
    private readonly patterns: ReadonlySet<string>,
    private readonly dispatch: Dispatch,
    private readonly onError: (error: unknown) => void,
  ) {
    this.loops = Array.from({ length: options.shards }, (_, shard) => this.loop(shard));
  }

  start(): void {
    for (const loop of this.loops) loop.start();
  }

  get lastSuccessAt(): number {
    return Math.min(...this.loops.map(({ lastSuccessAt }) => lastSuccessAt));
  }

  async stop(drainMs: number): Promise<void> {
    await Promise.all(this.loops.map((loop) => loop.stop(drainMs)));
  }

  private loop(shard: number): ShardLoop {
    const { group, batch, leaseMs, url } = this.options;
    const stream = keys.stream(this.topic, shard);
    return new ShardLoop(
      {
        url,
        topic: this.topic,
        shard,
        group,
        batch,
        leaseMs,
        onError: this.onError,
        takeOver: async (_stream, consumer) => {
          await ensureGroup(this.redis, stream, group, '0');
          await claimPending(this.redis, stream, group, consumer);
          return readOwnPending(this.redis, stream, group, consumer);
        },
        process: (entries, fence, stillOwner) => this.process(shard, entries, fence, stillOwner),
      },
      this.redis,
    );
  }

  private async process(shard: number, entries: RawEntry[], fence: number, stillOwner: () => boolean): Promise<void> {
    const stream = keys.stream(this.topic, shard);
    const known: StreamEntry[] = [];
    const done: string[] = [];
    for (const raw of entries) {
      try {
        const entry = parseEntry(raw);
        if (this.patterns.has(eventPattern(this.topic, entry.pattern))) known.push(entry);
        // Another group's concern, not ours: acknowledge.
        else done.push(entry.id);
      } catch (error) {
        await this.bury(shard, raw[0], error, 0);
      }
    }
    await inLanes(
      known,
      ({ key }) => key,
      async (entry) => {
        if (await this.handle(shard, entry, fence, stillOwner)) done.push(entry.id);
      },
    );
    if (done.length > 0) await this.redis.xack(stream, this.options.group, ...done);
  }

  /** Resolves to true when the entry may be acknowledged; false leaves it pending or in the dead letters. */
  private async handle(shard: number, entry: StreamEntry, fence: number, stillOwner: () => boolean): Promise<boolean> {
    const { group, attempts } = this.options;
    const counter = keys.attempts(this.topic, shard, group);
    let attempt = 1;
    while (stillOwner()) {
      try {
        const facts = {
          stream: keys.stream(this.topic, shard),
          id: entry.id,
          group,
          attempt,
          headers: entry.headers,
          fence,
        };
        await this.dispatch(
          eventPattern(this.topic, entry.pattern),
          JSON.parse(entry.data),
          new RedisStreamsContext(facts),
        );
        if (attempt > 1) await this.redis.hdel(counter, entry.id);
        return true;
      } catch (error) {
        this.onError(error);
        attempt = Number(await this.redis.hincrby(counter, entry.id, 1)) + 1;
        if (attempt > attempts || (error instanceof DomainError && !error.retryable)) {
          await this.bury(shard, entry.id, error, attempt - 1);
          return false;
        }
        await delay(backoffMs(attempt - 1, this.options));
      }
    }
    return false;
  }

  private async bury(shard: number, id: string, error: unknown, attempts: number): Promise<void> {
    const { group } = this.options;
    const names = [
      keys.stream(this.topic, shard),
      keys.deadLetters(this.topic, shard, group),
      keys.attempts(this.topic, shard, group),
    ];
    const message = error instanceof Error ? error.message : String(error);
    const stack = error instanceof Error ? (error.stack ?? '').slice(0, 4_096) : '';
    await deadLetter(this.redis, names, [
      group,
      id,
      'x-id',
      id,
      'x-group',
      group,
      'x-attempts',
      attempts,
      'x-err',
      message,
      'x-stack',
      stack,
      'x-dead',
      new Date().toISOString(),
    ]);
  }
}
