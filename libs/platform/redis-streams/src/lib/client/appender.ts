import type { Redis } from 'ioredis';
import { PositionPassedError } from '../errors/transport-errors';
import { luaScript } from '../lua/script';

const publish = luaScript('publish');
const TOGETHER_AT_MOST = 128;

interface Waiting {
  readonly id: string;
  readonly fields: readonly string[];
  readonly resolve: (id: string | null) => void;
  readonly reject: (error: unknown) => void;
}

/** What has become of what was sent to one stream. */
export interface AppendCounters {
  appended: number;
  /** Refused since they were there already. */
  duplicates: number;
  /** Rejected: nobody knows whether Redis has them, or a later position is there and they are not. */
  failed: number;
}

/**
 * Appends to streams. What is ready in one turn of the event loop and goes to one stream travels as one script call: a
 * command costs client and server more than the entry in it. A single entry goes as plain XADD.
 */
export class Appender {
  private readonly waiting = new Map<string, Waiting[]>();
  private readonly counters = new Map<string, AppendCounters>();
  /** Entries that Redis has not answered for. */
  outstanding = 0;

  constructor(
    private readonly redis: Redis,
    private readonly onLength: (stream: string, length: number) => void,
  ) {}

  /** Resolves to the entry id; null when it is in the stream already. Rejects with PositionPassedError when only a later one is. */
  append(stream: string, id: string, fields: readonly string[]): Promise<string | null> {
    this.outstanding += 1;
    return new Promise((resolve, reject) => {
      const entry = { id, fields, resolve, reject };
      const batch = this.waiting.get(stream);
      if (batch) batch.push(entry);
      else {
        if (this.waiting.size === 0) setImmediate(() => this.flush());
        this.waiting.set(stream, [entry]);
      }
    });
  }

  /** By stream, since the process began. */
  get counted(): ReadonlyMap<string, AppendCounters> {
    return this.counters;
  }

  private countersOf(stream: string): AppendCounters {
    let counters = this.counters.get(stream);
    if (!counters) this.counters.set(stream, (counters = { appended: 0, duplicates: 0, failed: 0 }));
    return counters;
  }

  private flush(): void {
    for (const [stream, batch] of this.waiting)
      for (let at = 0; at < batch.length; at += TOGETHER_AT_MOST) {
        const part = batch.length <= TOGETHER_AT_MOST ? batch : batch.slice(at, at + TOGETHER_AT_MOST);
        const sent = part.length === 1 ? this.sendOne(stream, part[0] as Waiting) : this.sendTogether(stream, part);
        void sent.finally(() => (this.outstanding -= part.length));
      }
    this.waiting.clear();
  }

  private async sendOne(stream: string, entry: Waiting): Promise<void> {
    const { id, fields, resolve, reject } = entry;
    const counters = this.countersOf(stream);
    try {
      resolve(await this.redis.xadd(stream, id, ...fields));
      counters.appended += 1;
    } catch (error) {
      // Whether it is there, or was overtaken, only a look at the stream can tell.
      if (error instanceof Error && error.message.includes('equal or smaller than the target stream top item'))
        return this.sendTogether(stream, [entry]);
      counters.failed += 1;
      reject(error);
    }
  }

  private async sendTogether(stream: string, batch: readonly Waiting[]): Promise<void> {
    const args: (string | number)[] = [batch.length];
    for (const { id, fields } of batch) args.push(id, fields.length, ...fields);
    const counters = this.countersOf(stream);
    try {
      const [length, ...answers] = (await publish(this.redis, [stream], args)) as [number, ...string[]];
      this.onLength(stream, length);
      for (const [index, { id, resolve, reject }] of batch.entries()) {
        const answer = answers[index] as string;
        if (answer === '<') {
          counters.failed += 1;
          reject(new PositionPassedError(id, stream));
        } else if (answer.startsWith('!')) {
          counters.failed += 1;
          reject(new Error(answer.slice(1)));
        } else {
          if (answer === '') counters.duplicates += 1;
          else counters.appended += 1;
          resolve(answer === '' ? null : answer);
        }
      }
    } catch (error) {
      counters.failed += batch.length;
      for (const { reject } of batch) reject(error);
    }
  }
}
