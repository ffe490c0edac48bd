import type { Redis } from 'ioredis';
import { connectForReading, type RedisConnectionOptions } from '../redis-options';
import type { RawEntry } from '../stream-entry';

const BLOCK_MS = 2_000;
const WATCHDOG_MS = BLOCK_MS + 3_000;

/** The stream that was read, and its new entries. */
export type ReadReply = [stream: string, entries: RawEntry[]];

/**
 * Blocking reads on a connection of their own. A read that outlives its block time by three seconds sits on a dead socket
 * (ioredis #634, bullmq #2565): the connection is thrown away, with the client object, and a new one reads on.
 */
export class BlockingReader {
  private redis: Redis | undefined;
  private closed = false;
  private interrupt: (() => void) | undefined;
  /** When a read last came back, with or without entries: what readiness looks at. */
  lastSuccessAt = Date.now();

  constructor(private readonly options: RedisConnectionOptions) {}

  /** Sends one blocking command (`XREADGROUP … BLOCK ms …`, built by `command`). Resolves to [] when nothing came. */
  async read(command: (blockMs: number) => (string | number)[]): Promise<ReadReply[]> {
    if (this.closed) return [];
    const redis = (this.redis ??= this.connect());
    const [name, ...args] = command(BLOCK_MS);
    let timer: NodeJS.Timeout | undefined;
    // A command whose socket broke is never answered (ioredis, without re-sending): the connection's end ends the read.
    const deaf = new Promise<'deaf'>((resolve) => {
      this.interrupt = () => resolve('deaf');
      timer = setTimeout(this.interrupt, WATCHDOG_MS);
    });
    try {
      const reply = await Promise.race([redis.call(String(name), ...args), deaf]);
      if (reply === 'deaf') {
        this.reset();
        return [];
      }
      this.lastSuccessAt = Date.now();
      return (reply as ReadReply[] | null) ?? [];
    } catch (error) {
      if (this.closed) return [];
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Wakes a blocked read and ends the connection. */
  close(): void {
    this.closed = true;
    this.reset();
  }

  private reset(): void {
    this.redis?.disconnect();
    this.redis = undefined;
    this.interrupt?.();
  }

  private connect(): Redis {
    const redis = connectForReading(this.options);
    redis.on('error', () => undefined);
    // A broken socket leaves the blocked read unanswered for ever: begin anew on the next read.
    redis.on('close', () => {
      if (this.redis === redis) this.reset();
      else redis.disconnect();
    });
    return redis;
  }
}
