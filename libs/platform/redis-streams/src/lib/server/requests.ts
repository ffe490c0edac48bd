import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { keys } from '../keys';
import type { RedisConnectionOptions } from '../redis-options';
import { parseEntry, type StreamEntry } from '../stream-entry';
import { BlockingReader } from './blocking-reader';

const GROUP = 'rpc';
const RETRY_MS = 200;

/**
 * Takes the requests to one service. They are read without acknowledgement: a request belongs to a caller who is waiting,
 * and when its server dies the caller's deadline ends the wait and the caller repeats it with the same command id.
 */
export class RequestReader {
  private readonly reader: BlockingReader;
  private readonly consumer = `${hostname()}.${process.pid}`;
  private running: Promise<void> | undefined;
  private stopped = false;
  private inFlight = 0;
  private wake: (() => void) | undefined;

  constructor(
    private readonly service: string,
    private readonly commands: Redis,
    connection: RedisConnectionOptions,
    private readonly concurrency: number,
    private readonly handle: (entry: StreamEntry) => Promise<void>,
    private readonly onError: (error: unknown) => void,
  ) {
    this.reader = new BlockingReader(connection);
  }

  async start(): Promise<void> {
    await this.ensureGroup();
    this.running = this.loop();
  }

  get lastSuccessAt(): number {
    return this.reader.lastSuccessAt;
  }

  /** Takes no more; resolves when the requests in flight are answered, or `drainMs` have passed. */
  async stop(drainMs: number): Promise<void> {
    this.stopped = true;
    this.reader.close();
    await this.running;
    const end = Date.now() + drainMs;
    while (this.inFlight > 0 && Date.now() < end) await delay(10);
  }

  private async loop(): Promise<void> {
    while (!this.stopped) {
      try {
        if (this.inFlight >= this.concurrency) await new Promise<void>((resolve) => (this.wake = resolve));
        const count = this.concurrency - this.inFlight;
        const stream = keys.requests(this.service);
        const command = (blockMs: number) => [
          'XREADGROUP',
          'GROUP',
          GROUP,
          this.consumer,
          'COUNT',
          count,
          'BLOCK',
          blockMs,
          'NOACK',
          'STREAMS',
          stream,
          '>',
        ];
        for (const [, entries] of await this.reader.read(command)) for (const raw of entries) this.run(raw);
      } catch (error) {
        if (this.stopped) return;
        this.onError(error);
        await delay(RETRY_MS);
        // The stream or its group is gone (FLUSHALL, a new Redis): make it again.
        await this.ensureGroup().catch(this.onError);
      }
    }
  }

  private run(raw: Parameters<typeof parseEntry>[0]): void {
    this.inFlight += 1;
    Promise.resolve()
      .then(() => this.handle(parseEntry(raw)))
      .catch(this.onError)
      .finally(() => {
        this.inFlight -= 1;
        this.wake?.();
        this.wake = undefined;
      });
  }

  private async ensureGroup(): Promise<void> {
    try {
      await this.commands.xgroup('CREATE', keys.requests(this.service), GROUP, '$', 'MKSTREAM');
    } catch (error) {
      if (!(error instanceof Error && error.message.includes('BUSYGROUP'))) throw error;
    }
  }
}
