import { StreamPageConsumer } from '@mercury/platform/redis-streams';
import { decodeEvent, type Topic } from '@mercury/platform/relay';
import type { PageSource, PartPage } from './page-source';
import { partOf } from './parts';

export interface StreamPageSourceOptions {
  readonly redisUrl: string;
  readonly topic: Topic;
  readonly group: string;
  readonly positionOf: (part: number) => Promise<number>;
  readonly onPage: (page: PartPage) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/** Pages from Redis Streams: each shard by one process at a time, within milliseconds of the relay. */
export class StreamPageSource implements PageSource {
  private readonly consumer: StreamPageConsumer;

  constructor({ redisUrl, topic, group, positionOf, onPage, onError }: StreamPageSourceOptions) {
    this.consumer = new StreamPageConsumer({
      url: redisUrl,
      topic,
      group,
      positionOf: (shard) => positionOf(partOf(topic, shard)),
      onPage: async ({ shard, entries }) => {
        const last = entries.at(-1);
        if (last)
          await onPage({
            part: partOf(topic, shard),
            events: entries.map(decodeEvent),
            position: last.position,
            prev: entries[0]?.prev,
          });
      },
      onError,
    });
  }

  get lastSuccessAt(): number {
    return this.consumer.lastSuccessAt;
  }

  start(): void {
    this.consumer.start();
  }

  stop(): Promise<void> {
    return this.consumer.stop(2_000);
  }
}
