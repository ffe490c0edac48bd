import type { Redis } from 'ioredis';
import type { Registry } from 'prom-client';
import type { GroupFigures, ShardFigures } from '../operations/shard-figures';
import { ShardsWatch } from '../status/shards-watch';
import { readGauge, type Series } from './read-metrics';

const ofShard = ['topic', 'shard'];
const ofGroup = ['topic', 'group', 'shard'];

const groupGauges: readonly [name: string, help: string, of: (figures: GroupFigures) => number][] = [
  [
    'lag',
    'Entries that were not delivered to the group yet; counted to 1,000 where Redis does not know',
    ({ lag }) => lag,
  ],
  ['pending', 'Entries delivered and not acknowledged', ({ pending }) => pending],
  ['oldest_pending_seconds', 'Age of the oldest pending entry', ({ oldestPendingSeconds }) => oldestPendingSeconds],
  ['dlq_depth', 'Dead letters', ({ deadLetters }) => deadLetters],
  ['parked_keys', 'Keys whose entries follow a dead letter', ({ parkedKeys }) => parkedKeys],
  ['group_missing', '1 while Redis has lost a group that streams are kept for', ({ exists }) => (exists ? 0 : 1)],
];

export interface ShardMetricsOptions {
  /** How old a look at Redis may be when it is shown. Default 5,000 ms. */
  readonly keepMs?: number;
}

/**
 * Shows every shard of every topic and every group in it, also of groups that nobody consumes for: in one process is enough.
 * One look at Redis serves all gauges of a scrape, and further scrapes for some seconds.
 */
export function registerShardMetrics(registry: Registry, redis: Redis, options: ShardMetricsOptions = {}): void {
  const watch = new ShardsWatch(redis, options.keepMs);
  const described = (name: string, help: string, labelNames: readonly string[]) => ({
    ...{ registry, name: `mercury_stream_${name}`, help, labelNames },
  });
  const shards = async (of: (figures: ShardFigures) => number): Promise<Series<number>[]> =>
    (await watch.look()).map((figures) => [labelsOf(figures), of(figures)]);
  const groups = async <Value>(of: (figures: GroupFigures) => Series<Value>): Promise<Series<Value>[]> =>
    (await watch.look()).flatMap((figures) => figures.groups.map(of));

  readGauge(described('entries', 'Entries in the stream', ofShard), () => shards(({ entries }) => entries));
  readGauge(described('stream_bytes', 'Memory that the stream takes', ofShard), () => shards(({ bytes }) => bytes));
  for (const [name, help, of] of groupGauges)
    readGauge(described(name, help, ofGroup), () =>
      groups((figures) => [{ ...labelsOf(figures), group: figures.group }, of(figures)]),
    );
  readGauge(
    described('lease_owner', '1 for the consumer that owns the shard; 0 when nobody does', [...ofGroup, 'owner']),
    () =>
      groups((figures) => {
        const { group, owner } = figures;
        return [{ ...labelsOf(figures), group, owner }, owner ? 1 : 0];
      }),
  );
  const held = described(
    'trim_held_by',
    'For how many seconds the group has kept the shard from being trimmed further',
    ofGroup,
  );
  readGauge(held, async () =>
    (await watch.look()).flatMap((figures): Series<number>[] =>
      figures.heldBy ? [[{ ...labelsOf(figures), group: figures.heldBy }, figures.heldSeconds]] : [],
    ),
  );
}

function labelsOf({ topic, shard }: { topic: string; shard: number }) {
  return { topic, shard: String(shard) };
}
