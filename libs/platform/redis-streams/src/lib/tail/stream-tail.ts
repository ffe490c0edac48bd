import { setTimeout as delay } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { connectForCommands, isCluster, type RedisConnectionOptions } from '../connect';
import { DEFAULT_SHARDS } from '../constants';
import { BlockingReader } from '../consume/blocking-reader';
import { parseEntry, type StreamEntry } from '../entry/stream-entry';
import { OptionsCheck } from '../errors/options-error';
import { keys } from '../keys';

const RETRY_MS = 500;
const BATCH = 200;

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

  /** Throws OptionsError, with every problem at once, on options that cannot work. */
  constructor(private readonly options: StreamTailOptions) {
    const check = new OptionsCheck('StreamTail');
    check.onlyKnows(options, ['url', 'topic', 'shards', 'onEntry', 'onError']);
    check.expect(Boolean(options.url), 'url is missing: redis://host:port');
    check.name(options.topic, 'topic');
    check.shards(options.shards ?? DEFAULT_SHARDS, options.topic);
    check.functions(options, ['onEntry', 'onError']);
    check.end();
  }

  start(): void {
    this.commands = connectForCommands(this.options);
    const { topic, shards = DEFAULT_SHARDS } = this.options;
    const streams = Array.from({ length: shards }, (_, shard) => keys.stream(topic, shard));
    // On a Cluster the shards live on different nodes, and one command cannot read from two.
    if (isCluster(this.options)) for (const stream of streams) void this.follow([stream]);
    else void this.follow(streams);
  }

  stop(): void {
    this.stopped = true;
    for (const reader of this.readers) reader.close();
    this.commands?.disconnect();
  }

  private async follow(streams: readonly string[]): Promise<void> {
    const reader = new BlockingReader(this.options, this.commands as Redis, `mrc-tail:${this.options.topic}`);
    this.readers.push(reader);
    const places = new Map<string, string>();
    while (!this.stopped) {
      try {
        // `$` in each read would pass over what comes between two reads: the places are fixed once, and kept.
        for (const stream of streams) if (!places.has(stream)) places.set(stream, await this.lastId(stream));
        await this.readOnce(reader, places);
      } catch (error) {
        if (this.stopped) return;
        this.options.onError(error);
        await delay(RETRY_MS);
      }
    }
  }

  private async readOnce(reader: BlockingReader, places: Map<string, string>): Promise<void> {
    const replies = await reader.read((blockMs) => [
      ...['XREAD', 'COUNT', BATCH, 'BLOCK', blockMs, 'STREAMS'],
      ...places.keys(),
      ...places.values(),
    ]);
    for (const [stream, entries] of replies)
      for (const raw of entries) {
        places.set(stream, raw[0]);
        this.options.onEntry(parseEntry(raw));
      }
  }

  private async lastId(stream: string): Promise<string> {
    const [last] = (await this.commands?.xrevrange(stream, '+', '-', 'COUNT', 1)) ?? [];
    return last?.[0] ?? '0-0';
  }
}
