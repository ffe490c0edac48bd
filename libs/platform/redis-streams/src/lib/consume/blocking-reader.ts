import type { Redis } from 'ioredis';
import { BLOCK_MS, connectForReading, isCluster, type RedisConnectionOptions } from '../connect';
import type { RawEntry } from '../entry/stream-entry';

const WATCHDOG_MS = BLOCK_MS + 3_000;
const WAKE_AGAIN_MS = 5;

/** The stream that was read, and its new entries. */
export type ReadReply = [stream: string, entries: RawEntry[]];

/**
 * Blocking reads on a connection of their own. A read that outlives its block time by three seconds sits on a dead socket
 * (ioredis #634, bullmq #2565): the connection is thrown away, with the client object, and the next read opens a new one.
 */
export class BlockingReader {
  private redis: Redis | undefined;
  private clientId: number | undefined;
  private formerId: number | undefined;
  private reading = false;
  private waking = false;
  private closed = false;
  private interrupt: (() => void) | undefined;
  /** When a read last came back, with or without entries: what readiness looks at. */
  lastSuccessAt = Date.now();
  /** Counts connections: who sees another number than before must look for entries whose delivery was lost. */
  generation = 0;

  constructor(
    private readonly options: RedisConnectionOptions,
    /** Wakes a blocked read; of another connection, since this one is blocked. */
    private readonly commands: Redis,
    /** Shown by CLIENT LIST, and the handle by which a successor cuts off a frozen owner. */
    private readonly name: string,
  ) {}

  /**
   * Sends one blocking command (`XREADGROUP … BLOCK ms …`). `command` builds it when the connection is there, or changes its
   * mind and answers undefined. Resolves to [] when nothing came or was sent, when it was woken, and when the connection
   * broke. Rejects with what Redis answers, and when Redis cannot be reached.
   */
  async read(command: (blockMs: number) => (string | number)[] | undefined): Promise<ReadReply[]> {
    if (this.closed) return [];
    const redis = this.redis ?? (await this.connect());
    const built = this.closed ? undefined : command(BLOCK_MS);
    if (!built) return [];
    const [name, ...args] = built;
    let timer: NodeJS.Timeout | undefined;
    // A command whose socket broke is never answered (ioredis, without re-sending): the connection's end ends the read.
    const deaf = new Promise<'deaf'>((resolve) => {
      this.interrupt = () => resolve('deaf');
      timer = setTimeout(this.interrupt, WATCHDOG_MS);
    });
    this.reading = true;
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
      if (this.redis === redis && (redis.status !== 'ready' || isDemoted(error))) this.reset();
      throw error;
    } finally {
      this.reading = false;
      this.waking = false;
      clearTimeout(timer);
    }
  }

  /**
   * Ends a read that blocks now. The command may overtake the read on its way to Redis and find nothing to wake, so it is
   * repeated until the read is back. On a Cluster a reader has one shard only, and nothing to be woken for.
   */
  wake(): void {
    if (!this.reading || this.waking || this.clientId === undefined) return;
    this.waking = true;
    const missed = () => {
      if (!this.waking) return;
      this.waking = false;
      this.wake();
    };
    void this.commands.client('UNBLOCK', this.clientId).then(
      (woken) => {
        if (woken === 0 && this.waking) setTimeout(missed, WAKE_AGAIN_MS).unref();
      },
      () => (this.waking = false),
    );
  }

  /** Ends a blocked read and the connection. */
  close(): void {
    this.closed = true;
    this.reset();
  }

  private reset(): void {
    this.redis?.disconnect();
    this.redis = undefined;
    this.formerId = this.clientId ?? this.formerId;
    this.clientId = undefined;
    this.interrupt?.();
  }

  private async connect(): Promise<Redis> {
    const redis = connectForReading(this.options, this.name);
    redis.on('close', () => {
      if (this.redis === redis) this.reset();
    });
    try {
      await this.open(redis);
      if (!isCluster(this.options)) await this.identify(redis);
    } catch (error) {
      redis.disconnect();
      throw error;
    }
    if (this.closed) redis.disconnect();
    this.redis = redis;
    this.generation += 1;
    return redis;
  }

  /** ioredis' own promise is never settled when a Cluster's nodes break while they open. */
  private async open(redis: Redis): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const failed = new Promise<never>((_, reject) => {
      redis.once('end', () => reject(new Error('the connection broke while it opened')));
      timer = setTimeout(() => reject(new Error(`Redis gave no connection in ${WATCHDOG_MS} ms`)), WATCHDOG_MS);
    });
    await Promise.race([redis.connect(), failed]).finally(() => clearTimeout(timer));
  }

  /**
   * A connection that only this end has given up still has its read waiting at Redis, for up to its block time: it would take
   * the next entry, and nobody would get it. Another master, and a Redis that was started again, count connections anew: there
   * somebody else may have the number.
   */
  private async identify(redis: Redis): Promise<void> {
    const { formerId } = this;
    this.clientId = await redis.client('ID');
    if (formerId === undefined) return;
    const former = String(await redis.client('LIST', 'ID', formerId));
    if (former.includes(` name=${this.name} `)) await redis.client('KILL', 'ID', formerId);
    this.formerId = undefined;
  }
}

/** The master has become a replica: whoever asks for its address anew may find the new one. */
function isDemoted(error: unknown): boolean {
  return error instanceof Error && /^(READONLY|UNBLOCKED) /.test(error.message);
}
