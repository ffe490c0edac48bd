import { round } from '../slices';
import { measureBacklog } from './backlog';
import { measureRequests } from './requests';
import { compareThroughput } from './throughput';

const rounds = Number(process.argv[2] ?? 7);
const backlog = Number(process.argv[3] ?? 1_000_000);

/** Prints a row a measurement, and one line of JSON last: see measuring.md. */
async function main(): Promise<void> {
  const flow = await compareThroughput(rounds);
  for (const side of ['raw', 'ours'] as const) {
    const { perSecond, publisherUs, consumerUs, redisUs, cpuUs } = flow[side];
    const parts = `publisher ${round(publisherUs)}, consumer ${round(consumerUs)}, Redis ${round(redisUs)}`;
    console.log(`${side.padEnd(6)} ${round(perSecond, 4)} messages/s, ${round(cpuUs)} µs CPU each (${parts})`);
  }
  console.log(
    `at 2,000/s: p50 ${round(flow.p50Ms)} ms (raw ${round(flow.rawP50Ms)}), p99 ${round(flow.p99Ms)} ms (raw ${round(flow.rawP99Ms)})`,
  );
  const requests = await measureRequests(Math.max(3, rounds - 2));
  console.log(
    `request/reply, 256 in flight: ${round(requests.rpcPerSecond, 4)} /s, ${round(requests.rpcCpuUs)} µs CPU each, p50 ${round(requests.rpcP50Ms)} ms, p99 ${round(requests.rpcP99Ms)} ms`,
  );
  const drained = backlog > 0 ? await measureBacklog(backlog, 'ours') : undefined;
  const rawDrained = backlog > 0 ? await measureBacklog(backlog, 'raw') : undefined;
  if (drained)
    console.log(
      `backlog of ${backlog}: ${round(drained.backlogMb)} MB above idle, drained at ${round(drained.backlogPerSecond, 4)} /s (raw: ${round(rawDrained?.backlogMb ?? NaN)} MB)`,
    );
  const { raw: _raw, ours: _ours, ...figures } = flow;
  console.log(
    JSON.stringify({
      bench: 'redis-streams',
      ...Object.fromEntries(
        Object.entries({ ...figures, ...requests, ...drained, rawBacklogMb: rawDrained?.backlogMb ?? NaN }).map(
          ([name, value]) => [name, round(Number(value))],
        ),
      ),
    }),
  );
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
