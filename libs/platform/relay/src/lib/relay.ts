import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { EventStore, Position, RecordedEvent } from '@mercury/platform/event-store';
import { DEFAULT_SHARDS, keys, luaScript, shardOf } from '@mercury/platform/redis-streams';
import { encodeEvent } from './event-wire';
import type { RelayState } from './relay-state';
import { topicOf, topics } from './topic-of';

const publish = luaScript('publish', __dirname);
const BUSY_MS = 5;
// A look costs 0.1 ms of PostgreSQL; NOTIFY in the append would serialise all commits (event-store.md §6).
const IDLE_MS = 15;
const RETRY_MS = 500;

export interface RelayOptions {
  readonly redisUrl: string;
  readonly pageSize?: number;
  readonly onError: (error: unknown) => void;
}

/**
 * Copies events from the store to Redis Streams, in order, each once: the entry id is the event's position. Several relays
 * may run; each publishes whole safe pages and the script skips what is there, so leadership is not needed for correctness.
 */
export class Relay {
  private readonly redis: Redis;
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  /** The last position of each stream that is known to be in it. */
  private readonly tops = new Map<string, Position>();
  /** Everything up to here is in Redis. */
  position: Position = 0;
  lastSuccessAt = 0;

  constructor(
    private readonly store: EventStore,
    private readonly state: RelayState,
    private readonly options: RelayOptions,
  ) {
    this.redis = new Redis(options.redisUrl, {
      protocol: 2,
      maxRetriesPerRequest: 1,
      commandTimeout: 5_000,
      autoResendUnfulfilledCommands: false,
    });
    this.redis.on('error', () => undefined);
  }

  start(): void {
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    this.redis.disconnect();
  }

  /** Publishes what is safe now; resolves to the number of events seen. For tests and the loop. */
  async relayPage(): Promise<number> {
    const page = await this.store.readAll({ after: this.position, limit: this.options.pageSize ?? 500 });
    if (page.position > this.position) {
      await this.publishPage(page.events);
      this.position = page.position;
      await this.state.save(this.position);
    }
    this.lastSuccessAt = Date.now();
    return page.events.length;
  }

  /** Where to begin: the saved mark, or further back when Redis has lost entries since (restart without its tail, FLUSHALL). */
  async resume(): Promise<void> {
    const { scanned, published } = await this.state.load();
    let from = scanned;
    for (const [stream, position] of published) {
      const top = await this.topOf(stream);
      if (top < position) from = Math.min(from, top);
      this.tops.set(stream, Math.min(top, position));
    }
    this.position = from;
  }

  private async run(): Promise<void> {
    let resumed = false;
    while (!this.stopping.signal.aborted) {
      let pause = IDLE_MS;
      try {
        if (!resumed) await this.resume();
        resumed = true;
        if ((await this.relayPage()) > 0) pause = BUSY_MS;
      } catch (error) {
        this.options.onError(error);
        // Whatever broke may have taken entries with it: look where Redis is before going on.
        resumed = false;
        pause = RETRY_MS;
      }
      await delay(pause, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
  }

  private async publishPage(events: readonly RecordedEvent[]): Promise<void> {
    const streams = new Map<string, RecordedEvent[]>();
    for (const event of events) {
      const stream = keys.stream(topicOf(event.type), shardOf(event.streamId, DEFAULT_SHARDS));
      const batch = streams.get(stream);
      if (batch) batch.push(event);
      else streams.set(stream, [event]);
    }
    await Promise.all([...streams].map(([stream, batch]) => this.publishBatch(stream, batch)));
  }

  private async publishBatch(stream: string, batch: readonly RecordedEvent[]): Promise<void> {
    const known = String(this.tops.get(stream) ?? 0);
    const [added] = (await publish(this.redis, [stream], [known, ...batch.flatMap(encodeEvent)])) as [number, string];
    if (added < 0) throw new Error(`${stream} has lost entries: publishing them again`);
    const last = batch.at(-1)?.position ?? 0;
    this.tops.set(stream, Math.max(last, this.tops.get(stream) ?? 0));
    this.state.notePublished(stream, last);
  }

  private async topOf(stream: string): Promise<Position> {
    const [top] = await this.redis.xrevrange(stream, '+', '-', 'COUNT', 1);
    if (top) return Number(top[0].split('-')[0]);
    // Trimmed to nothing, or gone: only the stream itself remembers its last id.
    const info = (await this.redis.xinfo('STREAM', stream).catch(() => [])) as unknown[];
    const at = info.indexOf('last-generated-id');
    return at < 0 ? 0 : Number(String(info[at + 1]).split('-')[0]);
  }
}

/** Every stream that the relay writes. */
export const relayedStreams: readonly string[] = topics.flatMap((topic) =>
  Array.from({ length: DEFAULT_SHARDS }, (_, shard) => keys.stream(topic, shard)),
);
