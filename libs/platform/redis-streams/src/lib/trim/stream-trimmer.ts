import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { connectForCommands, type RedisConnectionOptions } from '../connect';
import { DEFAULT_SHARDS } from '../constants';
import { OptionsCheck } from '../errors/options-error';
import { keys } from '../keys';
import { luaScript } from '../lua/script';
import { trimShard, type TrimFloor, type TrimReport } from './trim-shard';

const acquireLease = luaScript('acquire-lease');
const LEASE_ROUNDS = 3;

/** A group that has stood still for long while its stream has grown large. */
export interface StaleHold extends TrimReport {
  readonly bytes: number;
}

export interface StreamTrimmerOptions extends RedisConnectionOptions {
  /** What is trimmed, with its shards. Default 8 for each. */
  readonly topics: readonly { readonly name: string; readonly shards?: number }[];
  /** A shard that is shorter is left alone. Default 10,000 entries. */
  readonly minLength?: number;
  /** Pause between two looks. Default 10,000 ms. */
  readonly everyMs?: number;
  /** How far groups have got for certain, by shard: what is behind the slowest stays. Default: what Redis says of the groups. */
  readonly floors?: (topic: string) => Promise<ReadonlyMap<number, TrimFloor>>;
  /** A group is stale when it has held a shard at one place for this long … Default one hour. */
  readonly staleMs?: number;
  /** … and the shard takes at least this. Default 64 MiB. */
  readonly staleBytes?: number;
  /** Hears of everything that fails; the trimmer goes on by itself. */
  readonly onError: (error: unknown) => void;
}

const KNOWN: readonly (keyof StreamTrimmerOptions)[] = [
  ...(['url', 'topics', 'minLength', 'everyMs', 'floors', 'staleMs', 'staleBytes', 'onError'] as const),
];

/**
 * Keeps streams short without losing anything: acknowledging does not delete (redis #6941), and MAXLEN drops what a slow
 * group has not seen. Groups make themselves known when they begin; one that is gone for good is retired by hand. Any number
 * may run: for each topic the one with the lease looks, and another takes over when it falls silent.
 */
export class StreamTrimmer {
  private readonly stopping = new AbortController();
  private readonly name = `${hostname()}.${process.pid}.${randomUUID().slice(0, 8)}`;
  private readonly everyMs: number;
  private redis: Redis | undefined;
  private running: Promise<void> | undefined;
  /** The last look at each shard of the topics that this process trims. */
  reports: readonly TrimReport[] = [];
  /** Groups that hold much, and do not move. */
  stale: readonly StaleHold[] = [];
  /** When a look last came to its end, whether or not there was anything to trim here. */
  lastSuccessAt = Date.now();

  /** Throws OptionsError, with every problem at once, on options that cannot work. */
  constructor(private readonly options: StreamTrimmerOptions) {
    checkOptions(options);
    this.everyMs = options.everyMs ?? 10_000;
  }

  start(): void {
    this.redis = connectForCommands(this.options);
    this.running = this.run(this.redis);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    const { redis } = this;
    if (redis)
      await Promise.all(this.options.topics.map(({ name }) => this.giveBack(redis, name))).catch(() => undefined);
    redis?.disconnect();
  }

  private async run(redis: Redis): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await delay(this.everyMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      await this.look(redis).catch((error: unknown) => this.options.onError(error));
    }
  }

  private async look(redis: Redis): Promise<void> {
    const reports: TrimReport[] = [];
    for (const topic of this.options.topics)
      if (await this.leads(redis, topic.name)) reports.push(...(await this.trim(redis, topic)));
    this.reports = reports;
    this.stale = await this.findStale(redis, reports);
    this.lastSuccessAt = Date.now();
  }

  private async trim(redis: Redis, { name, shards = DEFAULT_SHARDS }: StreamTrimmerOptions['topics'][number]) {
    const { floors, minLength } = this.options;
    // Read before the groups are asked: marks only grow, and a group may be made again meanwhile.
    const known = await floors?.(name);
    const reports: TrimReport[] = [];
    for (let shard = 0; shard < shards; shard += 1)
      reports.push(await trimShard(redis, name, shard, { minLength, floor: known?.get(shard) }));
    return reports;
  }

  private async findStale(redis: Redis, reports: readonly TrimReport[]): Promise<StaleHold[]> {
    const { staleMs = 3_600_000, staleBytes = 64 << 20 } = this.options;
    const standing = reports.filter(({ heldBy, heldSeconds }) => heldBy && heldSeconds * 1_000 >= staleMs);
    const sized = standing.map(async (report) => ({
      ...report,
      bytes: Number(await redis.call('MEMORY', 'USAGE', keys.stream(report.topic, report.shard))),
    }));
    return (await Promise.all(sized)).filter(({ bytes }) => bytes >= staleBytes);
  }

  private async leads(redis: Redis, topic: string): Promise<boolean> {
    const names = [keys.trimLease(topic), keys.trimOwner(topic)];
    const [fence] = (await acquireLease(redis, names, [this.name, this.everyMs * LEASE_ROUNDS])) as [number, string];
    return fence > 0;
  }

  /** Should somebody else have it by now, one round is trimmed by nobody: nothing is lost by that. */
  private async giveBack(redis: Redis, topic: string): Promise<void> {
    if ((await redis.get(keys.trimLease(topic))) === this.name) await redis.del(keys.trimLease(topic));
  }
}

function checkOptions(options: StreamTrimmerOptions): void {
  const { url, topics, everyMs = 10_000, minLength = 0, staleMs = 0, staleBytes = 0 } = options;
  const check = new OptionsCheck('StreamTrimmer');
  check.onlyKnows(options, KNOWN);
  check.expect(Boolean(url), 'url is missing: redis://host:port');
  for (const topic of topics) {
    check.onlyKnows(topic, ['name', 'shards'], `topics.${topic.name}.`);
    check.name(topic.name, 'topic');
    check.shards(topic.shards ?? DEFAULT_SHARDS, topic.name);
  }
  check.wait(everyMs, 'everyMs');
  for (const [name, value] of Object.entries({ minLength, staleMs, staleBytes }))
    check.expect(value >= 0, `${name} must not be negative`);
  check.functions(options, ['onError']);
  check.end();
}
