import { setTimeout as delay } from 'node:timers/promises';
import { DEFAULT_SHARDS } from '../constants';
import { keys } from '../keys';
import type { RedisConnectionOptions } from '../redis-options';
import { BlockingReader } from '../server/blocking-reader';
import { parseEntry, type StreamEntry } from '../stream-entry';

export interface StreamTailOptions extends RedisConnectionOptions {
  readonly topic: string;
  readonly shards?: number;
  readonly onEntry: (entry: StreamEntry) => void;
  readonly onError: (error: unknown) => void;
}

/** Sees every new entry of a topic in this process, without a group and without memory: for pages that are open now. */
export class StreamTail {
  private readonly readers: BlockingReader[] = [];
  private stopped = false;

  constructor(private readonly options: StreamTailOptions) {}

  start(): void {
    for (let shard = 0; shard < (this.options.shards ?? DEFAULT_SHARDS); shard += 1) void this.follow(shard);
  }

  stop(): void {
    this.stopped = true;
    for (const reader of this.readers) reader.close();
  }

  private async follow(shard: number): Promise<void> {
    const reader = new BlockingReader(this.options);
    this.readers.push(reader);
    let after = '$';
    while (!this.stopped) {
      try {
        const command = (blockMs: number) => [
          'XREAD',
          'COUNT',
          200,
          'BLOCK',
          blockMs,
          'STREAMS',
          keys.stream(this.options.topic, shard),
          after,
        ];
        for (const [, entries] of await reader.read(command)) {
          for (const raw of entries) {
            after = raw[0];
            this.options.onEntry(parseEntry(raw));
          }
        }
      } catch (error) {
        if (this.stopped) return;
        this.options.onError(error);
        await delay(500);
      }
    }
  }
}
