import { setTimeout as delay } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { BlockingReader } from '../consume/blocking-reader';
import { readerName } from '../consume/group-reader';
import { ensureGroup } from '../consume/pending';
import { parseEntry, type RawEntry, type StreamEntry } from '../entry/stream-entry';
import { keys } from '../keys';
import type { ResolvedServerOptions } from './server-defaults';

const GROUP = 'rpc';
const RETRY_MS = 200;

/**
 * Takes the requests to one service. They are read without acknowledgement: a request belongs to a caller who is waiting,
 * and when its server dies the caller's deadline ends the wait and the caller repeats it with the same command id.
 */
export class RequestReader {
  private readonly reader: BlockingReader;
  private readonly stream: string;
  private running: Promise<void> | undefined;
  private stopped = false;
  private inFlight = 0;
  private wake: (() => void) | undefined;
  /** Requests whose caller had given up before they were begun. */
  expired = 0;

  constructor(
    service: string,
    private readonly commands: Redis,
    private readonly options: ResolvedServerOptions,
    private readonly handle: (entry: StreamEntry) => Promise<'done' | 'expired'>,
    private readonly onError: (error: unknown) => void,
  ) {
    this.stream = keys.requests(service);
    this.reader = new BlockingReader(options, commands, readerName(`${options.consumer}:rpc:${service}`));
  }

  async start(): Promise<void> {
    await this.ensureGroup();
    this.running = this.loop();
  }

  /** While all places are taken nothing is read: that is no silence of Redis. */
  get lastSuccessAt(): number {
    return this.inFlight >= this.options.requestConcurrency ? Date.now() : this.reader.lastSuccessAt;
  }

  /**
   * Takes no more; resolves when the requests in flight are answered, or `drainMs` have passed. The read that is under way is
   * ended, not cut off (on a Cluster after its block time, by itself): what Redis has given it is gone from the stream.
   */
  async stop(drainMs: number): Promise<void> {
    const end = Date.now() + drainMs;
    this.stopped = true;
    this.wake?.();
    this.reader.wake();
    await Promise.race([this.running, delay(drainMs, undefined, { ref: false })]);
    this.reader.close();
    await this.running;
    while (this.inFlight > 0 && Date.now() < end) await delay(10);
  }

  private async loop(): Promise<void> {
    while (!this.stopped) {
      try {
        if (this.inFlight >= this.options.requestConcurrency)
          await new Promise<void>((resolve) => (this.wake = resolve));
        await this.readOnce();
      } catch (error) {
        if (this.stopped) return;
        this.onError(error);
        await delay(RETRY_MS);
        // The stream or its group is gone (FLUSHALL, a new Redis): make it again.
        await this.ensureGroup().catch(this.onError);
      }
    }
  }

  private async readOnce(): Promise<void> {
    const count = this.options.requestConcurrency - this.inFlight;
    const { consumer } = this.options;
    const replies = await this.reader.read((blockMs) => {
      if (this.stopped) return undefined;
      return [
        ...['XREADGROUP', 'GROUP', GROUP, consumer],
        ...['COUNT', count, 'BLOCK', blockMs, 'NOACK'],
        ...['STREAMS', this.stream, '>'],
      ];
    });
    for (const [, entries] of replies) for (const raw of entries) void this.run(raw);
  }

  private async run(raw: RawEntry): Promise<void> {
    this.inFlight += 1;
    try {
      if ((await this.handle(parseEntry(raw))) === 'expired') this.expired += 1;
    } catch (error) {
      this.onError(error);
    } finally {
      this.inFlight -= 1;
      this.wake?.();
      this.wake = undefined;
    }
  }

  /** Requests from before our first start belong to callers who have given up: a new group begins at the end. */
  private async ensureGroup(): Promise<void> {
    await ensureGroup(this.commands, this.stream, GROUP, '$');
  }
}
