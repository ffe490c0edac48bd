import 'reflect-metadata';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { CategoryNode } from '@mercury/catalog/contracts';
import { ShopClient } from './client/shop-client';
import { numberOption } from './options';
import { reportText } from './report/report-text';
import { statusLine } from './report/status-line';
import { Tally } from './report/tally';
import { shopSettings } from './settings';
import { Visit } from './shoppers/make-visit';
import { planVisit } from './shoppers/plan-visit';
import { Random } from './shoppers/random';
import { shelvesOf, shopperOf, type Shelf } from './shoppers/shopper';
import { stopSignal } from './stop-signal';
import { personOf } from './visit/person';
import { Visitor } from './visit/visitor';

const STATUS_EVERY_MS = process.stdout.isTTY ? 500 : 10_000;

/** `npm run simulate`: invented shoppers browse and buy until Ctrl-C, or for `--minutes`. */
async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      shoppers: { type: 'string' },
      seed: { type: 'string' },
      minutes: { type: 'string' },
      rate: { type: 'string' },
      url: { type: 'string' },
    },
  });
  const shoppers = numberOption('shoppers', values.shoppers, 20, 1, 1_000);
  const minutes = numberOption('minutes', values.minutes, Infinity, 0);
  const rate = numberOption('rate', values.rate, 60, 0.1);
  const seed = values.seed ?? '1';
  const shop = shopSettings(values.url);
  const tally = new Tally();
  const settings = { ...shop, onRetry: () => tally.add('retries') };
  const shelves = shelvesOf(await new ShopClient(settings).get<CategoryNode[]>('/api/categories'));
  if (shelves.length === 0) throw new Error(`The shop at ${shop.url} has nothing on its shelves yet.`);
  console.log(`${shoppers} shoppers of seed ${seed} visit ${shop.url}, about ${rate} visits a minute. Ctrl-C ends it.`);
  const startedAt = Date.now();
  const seconds = () => (Date.now() - startedAt) / 1000;
  const signal = stopSignal(() => undefined);
  const over = AbortSignal.any([signal, ...(minutes < Infinity ? [AbortSignal.timeout(minutes * 60_000)] : [])]);
  const status = setInterval(() => say(statusLine(tally, shoppers, seconds(), 'EUR')), STATUS_EVERY_MS);
  // Each shopper comes back after a while that makes the rate of all of them.
  const meanPauseMs = (shoppers / rate) * 60_000;
  await Promise.all(
    Array.from({ length: shoppers }, (_, number) => {
      const visitor = new Visitor(personOf(`shopper-${seed}-${number}`), new ShopClient(settings), tally);
      return live({ visitor, seed, number, shelves, meanPauseMs, over, tally });
    }),
  );
  clearInterval(status);
  if (process.stdout.isTTY) process.stdout.write('\r\x1b[K');
  console.log(reportText({ tally, seconds: seconds(), currency: 'EUR' }));
  if (tally.failed) process.exitCode = 1;
}

interface Life {
  readonly visitor: Visitor;
  readonly seed: string;
  readonly number: number;
  readonly shelves: readonly Shelf[];
  readonly meanPauseMs: number;
  readonly over: AbortSignal;
  readonly tally: Tally;
}

/** Visit after visit until the shop closes. */
async function live({ visitor, seed, number, shelves, meanPauseMs, over, tally }: Life): Promise<void> {
  const shopper = shopperOf(seed, number, shelves);
  const random = new Random(shopper.key, 'life');
  const pause = (ms: number) => delay(ms, !over.aborted, { signal: over }).catch((): boolean => false);
  // Each visit of a fraudster makes several orders: rarer visits keep them as uncommon in the orders as in the crowd.
  const meanMs = shopper.habit === 'fraudster' ? meanPauseMs * 5 : meanPauseMs;
  // The first visits are spread, so that the doors do not burst.
  let waiting = random.share() * Math.min(meanMs, 20_000);
  for (let visit = 0; await pause(waiting); visit += 1) {
    await new Visit(visitor, { pause, tally }).make(planVisit(shopper, visit, shelves));
    waiting = random.interval(meanMs);
  }
}

function say(line: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r${line.slice(0, (process.stdout.columns || 120) - 1)}\x1b[K`);
  else console.log(line);
}

run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
