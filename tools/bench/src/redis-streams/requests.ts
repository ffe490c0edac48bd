import { median } from '../slices';
import { Child } from './child';
import { redisCpuUs } from './redis-cpu';
import { quantile } from './throughput';

const CALLS = 20_000;

export interface RequestFigures {
  readonly rpcCpuUs: number;
  readonly rpcP50Ms: number;
  readonly rpcP99Ms: number;
  readonly rpcPerSecond: number;
}

/** Request and reply with 256 calls in flight: CPU of caller, server and Redis together. */
export async function measureRequests(rounds: number): Promise<RequestFigures> {
  const server = await Child.start('quotes', 'ours');
  const caller = await Child.start('caller', 'ours');
  const runs: RequestFigures[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const before = (await server.cpuUs()) + (await caller.cpuUs()) + redisCpuUs();
    const startedAt = performance.now();
    const called = caller.hears('called');
    caller.tell({ kind: 'burst', count: CALLS });
    const { waits } = await called;
    const seconds = (performance.now() - startedAt) / 1_000;
    const after = (await server.cpuUs()) + (await caller.cpuUs()) + redisCpuUs();
    if (round === 0) continue;
    runs.push({
      rpcCpuUs: (after - before) / CALLS,
      rpcP50Ms: quantile(waits, 0.5),
      rpcP99Ms: quantile(waits, 0.99),
      rpcPerSecond: CALLS / seconds,
    });
  }
  server.stop();
  caller.stop();
  const of = (pick: (run: RequestFigures) => number) => median(runs.map(pick));
  return {
    rpcCpuUs: of((run) => run.rpcCpuUs),
    rpcP50Ms: of((run) => run.rpcP50Ms),
    rpcP99Ms: of((run) => run.rpcP99Ms),
    rpcPerSecond: of((run) => run.rpcPerSecond),
  };
}
