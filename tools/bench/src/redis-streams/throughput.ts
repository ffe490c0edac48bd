import { median } from '../slices';
import { Child } from './child';
import { monotonicMs } from './message';
import { redisCpuUs } from './redis-cpu';

const BURST = 40_000;
const STEADY = { perSecond: 2_000, seconds: 3 };

interface Slice {
  readonly perSecond: number;
  readonly publisherUs: number;
  readonly consumerUs: number;
  readonly redisUs: number;
  readonly cpuUs: number;
}

export interface ThroughputFigures {
  readonly raw: Slice;
  readonly ours: Slice;
  readonly cpuRatio: number;
  readonly throughputRatio: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly rawP50Ms: number;
  readonly rawP99Ms: number;
}

interface Pair {
  readonly publisher: Child;
  readonly consumer: Child;
}

/** Bursts and steady load through both sides in turn; ratios are those of neighbouring slices. */
export async function compareThroughput(rounds: number): Promise<ThroughputFigures> {
  const sides = { raw: await openPair('raw'), ours: await openPair('ours') };
  const slices: Record<'raw' | 'ours', Slice[]> = { raw: [], ours: [] };
  const waits: Record<'raw' | 'ours', number[][]> = { raw: [], ours: [] };
  for (let round = 0; round <= rounds; round += 1)
    for (const side of round % 2 === 0 ? (['raw', 'ours'] as const) : (['ours', 'raw'] as const)) {
      const slice = await burst(sides[side]);
      const waited = await steady(sides[side]);
      if (round === 0) continue;
      slices[side].push(slice);
      waits[side].push(waited);
    }
  for (const { publisher, consumer } of Object.values(sides)) for (const child of [publisher, consumer]) child.stop();
  const ratio = (of: (slice: Slice) => number) =>
    median(slices.ours.map((slice, index) => of(slice) / of(slices.raw[index] as Slice)));
  return {
    raw: middle(slices.raw),
    ours: middle(slices.ours),
    cpuRatio: ratio(({ cpuUs }) => cpuUs),
    throughputRatio: ratio(({ perSecond }) => perSecond),
    p50Ms: median(waits.ours.map((of) => quantile(of, 0.5))),
    p99Ms: median(waits.ours.map((of) => quantile(of, 0.99))),
    rawP50Ms: median(waits.raw.map((of) => quantile(of, 0.5))),
    rawP99Ms: median(waits.raw.map((of) => quantile(of, 0.99))),
  };
}

async function openPair(side: 'raw' | 'ours'): Promise<Pair> {
  return { consumer: await Child.start('consumer', side), publisher: await Child.start('publisher', side) };
}

async function burst({ publisher, consumer }: Pair): Promise<Slice> {
  const before = await cpu(publisher, consumer);
  const handled = consumer.hears('handled');
  consumer.tell({ kind: 'expect', count: BURST });
  const startedAt = monotonicMs();
  publisher.tell({ kind: 'burst', count: BURST });
  const { at } = await handled;
  const after = await cpu(publisher, consumer);
  const [publisherUs, consumerUs, redisUs] = after.map((us, index) => (us - (before[index] as number)) / BURST) as [
    number,
    number,
    number,
  ];
  return {
    perSecond: (BURST / (at - startedAt)) * 1_000,
    publisherUs,
    consumerUs,
    redisUs,
    cpuUs: publisherUs + consumerUs + redisUs,
  };
}

async function steady({ publisher, consumer }: Pair): Promise<number[]> {
  const handled = consumer.hears('handled');
  consumer.tell({ kind: 'expect', count: STEADY.perSecond * STEADY.seconds });
  publisher.tell({ kind: 'steady', ...STEADY });
  return [...(await handled).waits];
}

async function cpu(publisher: Child, consumer: Child): Promise<number[]> {
  return [await publisher.cpuUs(), await consumer.cpuUs(), redisCpuUs()];
}

function middle(slices: readonly Slice[]): Slice {
  const of = (pick: (slice: Slice) => number) => median(slices.map(pick));
  return {
    perSecond: of((slice) => slice.perSecond),
    publisherUs: of((slice) => slice.publisherUs),
    consumerUs: of((slice) => slice.consumerUs),
    redisUs: of((slice) => slice.redisUs),
    cpuUs: of((slice) => slice.cpuUs),
  };
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
