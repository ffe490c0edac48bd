import type { Registry } from 'prom-client';
import type { GroupConsumer, ShardStatus } from '../consume/group-consumer';
import type { Buckets } from './buckets';
import { readCounter, readGauge, readHistogram, type Series } from './read-metrics';
import { TIMED_ONE_IN, type ShardMeter } from './shard-meter';
import type { TransportCounters } from './transport-counters';

const labelNames = ['topic', 'group', 'shard'];
const SAMPLED = `(one message in ${TIMED_ONE_IN})`;

const counted: readonly [name: string, help: string, of: keyof TransportCounters & string][] = [
  ['redelivered', 'Entries that Redis had delivered to us and whose delivery was lost on the way', 'redelivered'],
  ['reclaimed', 'Entries taken over from a consumer that died or fell silent', 'reclaimed'],
  ['dead_lettered', 'Entries that failed for good', 'deadLettered'],
  ['parked', 'Entries that followed a dead letter of their key', 'parked'],
  ['nogroup', 'Groups that Redis had lost and that were made again', 'groupsRemade'],
  ['lost_ids', 'Entries that were pending and whose bodies were gone: an alarm', 'lost'],
];

/** What a process sees of its own consumption. */
export interface MeteredServer {
  /** Undefined before `listen`. */
  readonly consumption: Pick<GroupConsumer, 'group' | 'meters' | 'shards'> | undefined;
}

/** Shows what this process has handled, and what it holds, for each shard of its group. Reads plain numbers when asked. */
export function registerConsumerMetrics(registry: Registry, server: MeteredServer): void {
  const labelsOf = ({ topic, shard }: { topic: string; shard: number }) => ({
    topic,
    group: server.consumption?.group ?? '',
    shard: String(shard),
  });
  const meters = <Value>(of: (meter: ShardMeter) => Value): Series<Value>[] =>
    (server.consumption?.meters.all ?? []).map((meter) => [labelsOf(meter), of(meter)]);
  const owned = (of: (status: ShardStatus) => number): Series<number>[] =>
    (server.consumption?.shards ?? []).map((status) => [labelsOf(status), of(status)]);
  const described = (name: string, help: string) => ({ registry, name: `mercury_stream_${name}`, help, labelNames });

  const handled = described('handled_total', 'Runs of handlers, by how they ended: ok or failed');
  readCounter({ ...handled, labelNames: [...labelNames, 'result'] }, () => [
    ...meters(({ counters }) => counters.handled).map(withResult('ok')),
    ...meters(({ counters }) => counters.failed).map(withResult('failed')),
  ]);
  for (const [name, help, of] of counted)
    readCounter(described(`${name}_total`, help), () => meters(({ counters }) => Number(counters[of])));
  const histogram = (name: string, help: string, of: (meter: ShardMeter) => Buckets) =>
    readHistogram(described(name, help), () => meters(of));
  histogram('handler_seconds', `Time that handlers take ${SAMPLED}`, ({ handlerSeconds }) => handlerSeconds);
  histogram(
    'e2e_seconds',
    `From when an entry came into being until it was handled ${SAMPLED}`,
    ({ endToEndSeconds }) => endToEndSeconds,
  );
  readGauge(described('inflight', 'Entries delivered to this process and not finished'), () =>
    owned(({ inFlight }) => inFlight),
  );
  readGauge(described('blocked_lanes', 'Keys whose first entry waits for another try'), () =>
    owned(({ blockedLanes }) => blockedLanes),
  );
  readGauge(described('halted', '1 while the shard stands still behind a poisonous entry'), () =>
    owned(({ halted }) => (halted ? 1 : 0)),
  );
  readGauge(described('reader_last_success_timestamp', 'When the reader last heard from Redis, Unix seconds'), () =>
    owned(({ lastSuccessAt }) => lastSuccessAt / 1_000),
  );
}

function withResult(result: 'ok' | 'failed') {
  return ([labels, value]: Series<number>): Series<number> => [{ ...labels, result }, value];
}
