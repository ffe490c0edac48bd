import 'reflect-metadata';
import { round, type Comparison } from '../slices';
import { compareAppend, compareTenEvents } from './append';
import { compareBatch } from './batch';
import { compareRead } from './read';
import { measureRelay } from './relay';
import { measureReplay } from './replay';
import { openWorld, type World } from './world';

const serverUrl = process.env['MERCURY_BENCH_DATABASE_URL'] ?? '';
const redisUrl = process.env['MERCURY_BENCH_REDIS_URL'] ?? '';
const rounds = Number(process.argv[2] ?? 5);

/** Prints a row a comparison, and one line of JSON last: see measuring.md. */
async function main(): Promise<void> {
  const appendRatio: Record<string, number> = {};
  for (const writers of [1, 8, 32])
    appendRatio[`w${writers}`] = (
      await inWorld(writers, `append, ${writers} writers`, (world) => compareAppend(world, writers, rounds))
    ).ratio;
  const ten = await inWorld(1, 'ten events an append ÷ one', (world) => compareTenEvents(world, 1, rounds));
  const world = await openWorld(serverUrl, 4);
  const batch = show('batch ÷ COPY', await compareBatch(world, rounds));
  // As autovacuum does within a minute of such a load: both sides read a table with statistics.
  await world.raw.query('ANALYZE es.events');
  const read = show('read ÷ raw pages', await compareRead(world, rounds));
  const replay = await measureReplay(world, redisUrl, 3);
  console.log(
    `replay with verified swap     ${round(replay.replayEventsPerSecond, 4)} events/s, ÷ COPY OUT ${round(replay.replayRatio)}`,
  );
  const relay = await measureRelay(world, redisUrl);
  console.log(
    `relay                         ${round(relay.relayEventsPerSecond, 4)} events/s; idle append → stream p50 ${round(relay.relayIdleP50Ms)} ms, p99 ${round(relay.relayIdleP99Ms)} ms`,
  );
  await world.close();
  console.log(
    JSON.stringify({
      bench: 'event-store',
      appendRatio: Object.fromEntries(Object.entries(appendRatio).map(([name, ratio]) => [name, round(ratio)])),
      tenEventsRatio: round(ten.ratio),
      batchRatio: round(batch.ratio),
      readRatio: round(read.ratio),
      ...rounded(replay),
      ...rounded(relay),
    }),
  );
}

async function inWorld(connections: number, title: string, work: (world: World) => Promise<Comparison>) {
  const world = await openWorld(serverUrl, connections);
  try {
    return show(title, await work(world));
  } finally {
    await world.close();
  }
}

function rounded(figures: object): Record<string, number> {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, round(Number(value))]));
}

function show(title: string, comparison: Comparison): Comparison {
  const { ratio, oursPerSecond, referencePerSecond } = comparison;
  console.log(
    `${title.padEnd(28)} ${round(oursPerSecond, 4).toString().padStart(9)} /s  reference ${round(referencePerSecond, 4).toString().padStart(9)} /s  ratio ${round(ratio)}`,
  );
  return comparison;
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
