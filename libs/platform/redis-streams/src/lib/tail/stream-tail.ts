import { setTimeout as delay } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { DEFAULT_SHARDS } from '../constants';
import { keys } from '../keys';
import { connectForCommands, type RedisConnectionOptions } from '../redis-options';
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
  private commands: Redis | undefined;
  private stopped = false;

  constructor(private readonly options: StreamTailOptions) {}

  start(): void {
    this.commands = connectForCommands(this.options);
    this.commands.on('error', () => undefined);
    for (let shard = 0; shard < (this.options.shards ?? DEFAULT_SHARDS); shard += 1) void this.follow(shard);
  }

  stop(): void {
    this.stopped = true;
    for (const reader of this.readers) reader.close();
    this.commands?.disconnect();
  }

  private async follow(shard: number): Promise<void> {
    const reader = new BlockingReader(this.options);
    this.readers.push(reader);
    let after: string | undefined;
    while (!this.stopped) {
      try {
        // `$` in each read would pass over what comes between two reads: the place is fixed once, and kept.
        const place = (after ??= await this.lastId(keys.stream(this.options.topic, shard)));
        const command = (blockMs: number) => [
          'XREAD',
          'COUNT',
          200,
          'BLOCK',
          blockMs,
          'STREAMS',
          keys.stream(this.options.topic, shard),
          place,
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

  private async lastId(stream: string): Promise<string> {
    const [last] = (await this.commands?.xrevrange(stream, '+', '-', 'COUNT', 1)) ?? [];
    return last?.[0] ?? '0-0';
  }
}
