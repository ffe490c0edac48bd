import type { Redis } from 'ioredis';

const LOOK_MS = 1_000;
const LOOK_PAUSED_MS = 100;

export interface StreamLimitOptions {
  /** A stream with more entries is left alone until half of them are trimmed. Default 200,000. */
  readonly maxStreamLength?: number;
  /** Nothing is published while Redis uses more than this share of its `maxmemory`, until 5/7 of it. Default 0.7. */
  readonly maxMemoryShare?: number;
}

/**
 * Back-pressure: where consumers do not follow, events wait in the store, which has room, and not in Redis, which has none.
 * A long stream pauses alone; a full Redis pauses all (redis-streams-transport.md §7.2).
 */
export class StreamLimits {
  private readonly long = new Map<string, number>();
  private memoryShare = 0;
  private full = false;
  private lookedAt = -Infinity;

  constructor(
    private readonly redis: Redis,
    private readonly options: StreamLimitOptions = {},
  ) {}

  /** Streams that wait, and why. */
  get pauses(): ReadonlyMap<string, string> {
    return new Map([...this.long].map(([stream, length]) => [stream, `${stream} has ${length} entries`]));
  }

  /** Why everything waits, if it does. */
  get memoryPause(): string | undefined {
    return this.full ? `Redis uses ${Math.round(this.memoryShare * 100)} % of its memory` : undefined;
  }

  isPaused(stream: string): boolean {
    return this.long.has(stream);
  }

  /** A length that came along with an answer. */
  noteLength(stream: string, length: number): void {
    const { maxStreamLength = 200_000 } = this.options;
    if (length > maxStreamLength) this.long.set(stream, length);
    else if (length <= maxStreamLength / 2) this.long.delete(stream);
    else if (this.long.has(stream)) this.long.set(stream, length);
  }

  /** Looks whether pauses begin or end; once a second, ten times a second during a pause. Cheap to call in between. */
  async look(): Promise<void> {
    const every = this.full || this.long.size > 0 ? LOOK_PAUSED_MS : LOOK_MS;
    if (performance.now() - this.lookedAt < every) return;
    const [info] = await Promise.all([
      this.redis.info('memory'),
      ...[...this.long.keys()].map(async (stream) => this.noteLength(stream, await this.redis.xlen(stream))),
    ]);
    this.noteMemory(info);
    this.lookedAt = performance.now();
  }

  private noteMemory(info: string): void {
    const figure = (name: string) => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1] ?? 0);
    const most = figure('maxmemory');
    const { maxMemoryShare = 0.7 } = this.options;
    this.memoryShare = most > 0 ? figure('used_memory') / most : 0;
    if (this.memoryShare > maxMemoryShare) this.full = true;
    else if (this.memoryShare <= (maxMemoryShare * 5) / 7) this.full = false;
  }
}
