import { ourConsumer, ourPublisher } from './ours';
import { rawConsumer, rawPublisher } from './raw';
import { askForQuotes, serveQuotes } from './rpc';
import { monotonicMs } from './message';
import type { Order, Report } from './protocol';

const url = process.env['MERCURY_BENCH_REDIS_URL'] ?? '';
const [role = '', side = ''] = process.argv.slice(2);
const report = (message: Report) => process.send?.(message);

/** Waits are kept for steady load only: in a burst they say how long the queue is, and a million of them is memory. */
const WAITS_AT_MOST = 10_000;

/** One process of the benchmark: publishes, consumes, asks or answers, as its parent says. */
async function main(): Promise<void> {
  if (role === 'consumer') return consume();
  if (role === 'quotes') {
    await serveQuotes(url);
    answerCpu();
    return void report({ kind: 'ready' });
  }
  if (role === 'caller') return call();
  publish();
}

async function consume(): Promise<void> {
  let awaited = 0;
  let handled = 0;
  const waits: number[] = [];
  await (side === 'raw' ? rawConsumer(url) : ourConsumer(url)).start((sentAt) => {
    handled += 1;
    if (awaited <= WAITS_AT_MOST) waits.push(monotonicMs() - sentAt);
    if (handled === awaited) {
      report({ kind: 'handled', at: monotonicMs(), waits: waits.splice(0) });
      handled = 0;
    }
  });
  process.on('message', (order: Order) => {
    if (order.kind === 'expect') awaited = order.count;
    if (order.kind === 'memory') report({ kind: 'memory', mb: peakMb() });
  });
  answerCpu();
  report({ kind: 'ready' });
}

function publish(): void {
  const publisher = side === 'raw' ? rawPublisher(url) : ourPublisher(url);
  process.on('message', (order: Order) => {
    const done = () => report({ kind: 'published' });
    if (order.kind === 'burst') void publisher.burst(order.count).then(done);
    if (order.kind === 'steady') void publisher.steady(order.perSecond, order.seconds).then(done);
  });
  answerCpu();
  report({ kind: 'ready' });
}

async function call(): Promise<void> {
  const ask = await askForQuotes(url);
  process.on('message', (order: Order) => {
    if (order.kind === 'burst') void ask(order.count).then((waits) => report({ kind: 'called', waits }));
  });
  answerCpu();
  report({ kind: 'ready' });
}

function answerCpu(): void {
  process.on('message', (order: Order) => {
    if (order.kind !== 'cpu') return;
    const { user, system } = process.cpuUsage();
    report({ kind: 'cpu', us: user + system });
  });
}

function peakMb(): number {
  return process.memoryUsage.rss() / 1e6;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
