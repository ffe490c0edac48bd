import type { Redis } from 'ioredis';
import { mastersOf } from '../connect';
import { PublisherPausedError } from '../errors/transport-errors';
import type { ResolvedClientOptions } from './client-options';

const LOOK_MS = 1_000;
const LOOK_PAUSED_MS = 100;
const MEMORY = 'memory';

interface Waiting {
  readonly resume: () => void;
}

/**
 * Holds publishers back while a shard is long or Redis is full: consumers then catch up, and the producer's own source (a
 * request, the event store) is where work waits, not Redis' memory. Looks once a second, ten times a second in a pause.
 */
export class BackPressure {
  private readonly active = new Set<string>();
  private readonly paused = new Map<string, string>();
  private readonly waiting = new Set<Waiting>();
  private timer: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(
    private readonly redis: Redis,
    private readonly options: ResolvedClientOptions,
  ) {}

  /** Why publishing waits now, by stream or `memory`. Empty when it flows. */
  get pauses(): ReadonlyMap<string, string> {
    return this.paused;
  }

  /** Undefined when the stream is open; else resolves when it is, or rejects with PublisherPausedError after `maxPauseMs`. */
  admit(stream: string): Promise<void> | undefined {
    this.active.add(stream);
    this.timer ??= setTimeout(() => void this.look(), LOOK_MS).unref();
    return this.reason(stream) === undefined ? undefined : this.wait(stream);
  }

  /** A length that came along with an answer. */
  noteLength(stream: string, length: number): void {
    const { maxStreamLength } = this.options;
    if (length > maxStreamLength) this.paused.set(stream, `${stream} has ${length} entries`);
    else if (length <= maxStreamLength / 2) this.paused.delete(stream);
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
  }

  private reason(stream: string): string | undefined {
    if (this.paused.size === 0) return undefined;
    return this.paused.get(stream) ?? this.paused.get(MEMORY);
  }

  private wait(stream: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const ended = () => {
        clearTimeout(timer);
        this.waiting.delete(waiting);
      };
      const waiting: Waiting = {
        resume: () => {
          if (this.reason(stream) !== undefined) return;
          ended();
          resolve();
        },
      };
      const timer = setTimeout(() => {
        const reason = this.reason(stream) ?? 'paused';
        ended();
        reject(new PublisherPausedError(`publishing is paused: ${reason}`));
      }, this.options.maxPauseMs);
      this.waiting.add(waiting);
    });
  }

  private async look(): Promise<void> {
    const streams = [...this.active];
    this.active.clear();
    try {
      await Promise.all([
        ...streams.map(async (stream) => this.noteLength(stream, await this.redis.xlen(stream))),
        this.lookAtMemory(),
      ]);
    } catch {
      // Redis is away: publishing says so itself.
    }
    for (const stream of this.paused.keys()) if (stream !== MEMORY) this.active.add(stream);
    for (const waiting of [...this.waiting]) waiting.resume();
    this.timer = undefined;
    if (this.closed || (this.active.size === 0 && this.paused.size === 0)) return;
    this.timer = setTimeout(() => void this.look(), this.paused.size > 0 ? LOOK_PAUSED_MS : LOOK_MS).unref();
  }

  private async lookAtMemory(): Promise<void> {
    const infos = await Promise.all(mastersOf(this.redis).map((node) => node.info('memory')));
    const share = Math.max(0, ...infos.map(usedShare));
    const { maxMemoryShare } = this.options;
    if (share > maxMemoryShare) this.paused.set(MEMORY, `Redis uses ${Math.round(share * 100)} % of its memory`);
    else if (share <= (maxMemoryShare * 5) / 7) this.paused.delete(MEMORY);
  }
}

/** Used part of the memory that a server may use; 0 when it has no limit. */
function usedShare(info: string): number {
  const used = Number(/^used_memory:(\d+)/m.exec(info)?.[1] ?? 0);
  const most = Number(/^maxmemory:(\d+)/m.exec(info)?.[1] ?? 0);
  return most > 0 ? used / most : 0;
}
