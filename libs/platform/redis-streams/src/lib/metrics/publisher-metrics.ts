import type { Registry } from 'prom-client';
import type { AppendCounters } from '../client/appender';
import { shardOfStream } from '../keys';
import { readCounter, readGauge, type Series } from './read-metrics';

const labelNames = ['topic', 'shard'];

/** What a process sees of its own publishing. */
export interface MeteredClient {
  readonly appended: ReadonlyMap<string, AppendCounters>;
  readonly pauses: ReadonlyMap<string, string>;
  readonly lateReplies: number;
}

/** Shows what this process has published to each shard, and what holds it back. Reads plain numbers when asked. */
export function registerPublisherMetrics(registry: Registry, client: MeteredClient): void {
  const shards = (of: (counters: AppendCounters) => number): Series<number>[] =>
    [...client.appended].flatMap(([stream, counters]) => {
      const place = shardOfStream(stream);
      // Requests go to streams of their own, which are no shards.
      return place ? [[{ topic: place.topic, shard: String(place.shard) }, of(counters)]] : [];
    });
  const described = (name: string, help: string) => ({ registry, name: `mercury_stream_${name}`, help, labelNames });
  readCounter(described('published_total', 'Entries that Redis took'), () => shards(({ appended }) => appended));
  readCounter(described('duplicate_publish_total', 'Entries refused since their position was there already'), () =>
    shards(({ duplicates }) => duplicates),
  );
  readCounter(
    described(
      'publish_failed_total',
      'Entries of which nobody knows whether Redis took them, or that a later position overtook',
    ),
    () => shards(({ failed }) => failed),
  );
  readGauge(
    { ...described('publisher_pauses', 'Shards, or all of Redis, that publishers wait for'), labelNames: [] },
    () => [[{}, client.pauses.size]],
  );
  readCounter({ ...described('late_replies_total', 'Answers that came after their deadline'), labelNames: [] }, () => [
    [{}, client.lateReplies],
  ]);
}
