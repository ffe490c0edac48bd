import 'reflect-metadata';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { callerPath, csvRows, ProgressBar } from '@mercury/platform/console';
import { ShopClient } from './client/shop-client';
import { numberOption } from './options';
import { BASKET_COLUMNS, basketsOf, type BadLine, type Basket } from './replay/baskets';
import { inOrder } from './replay/in-order';
import { startsAfter } from './replay/pace';
import { waitForProducts } from './replay/wait-for-products';
import { BasketWalk } from './replay/walk-basket';
import { duration, reportText } from './report/report-text';
import { Tally } from './report/tally';
import { shopSettings, type ShopSettings } from './settings';
import { stopSignal } from './stop-signal';
import { personOf } from './visit/person';
import { Visitor } from './visit/visitor';

/** `npx nx run simulator:replay --dir FOLDER`: a real shop's items and baskets, through the public API. */
async function replay(): Promise<void> {
  const { values } = parseArgs({
    options: {
      dir: { type: 'string' },
      'speed-up': { type: 'string' },
      limit: { type: 'string' },
      concurrency: { type: 'string' },
      url: { type: 'string' },
    },
  });
  if (!values.dir) throw new Error('Say which folder: --dir ../shared/data/recs/uci_online_retail');
  const dir = callerPath(values.dir, process.env);
  const speedUp = numberOption('speed-up', values['speed-up'], Infinity, 0.001);
  const concurrency = numberOption('concurrency', values.concurrency, 8, 1, 200);
  const limit = numberOption('limit', values.limit, Infinity, 1);
  const shop = shopSettings(values.url);
  const tally = new Tally();
  const settings = { ...shop, onRetry: () => tally.add('retries') };
  await importItems(dir);
  const { baskets, bad } = await readBaskets(dir);
  const chosen = baskets.slice(0, limit);
  const items = new Set(chosen.flatMap(({ lines }) => lines.map(({ itemId }) => itemId)));
  console.log(`${chosen.length} baskets of ${baskets.length}, ${items.size} items; the shop is at ${shop.url}`);
  const missing = await waitForProducts(new ShopClient(settings), [...items], basename(dir));
  if (missing.length > 0) console.log(`${missing.length} of the items are not on the shelf`);
  const startedAt = Date.now();
  await walk({ baskets: chosen, source: basename(dir), concurrency, speedUp, settings, tally });
  const seconds = (Date.now() - startedAt) / 1000;
  console.log(reportText({ tally, seconds, currency: 'EUR', badLines: bad }));
  if (tally.failed || (chosen.length > 0 && tally.counts.placed === 0)) process.exitCode = 1;
}

/** The items are loaded as every catalogue is: by the importer, which changes nothing the second time. */
function importItems(dir: string): Promise<void> {
  const script = join(__dirname, '../../seed/src/import.js');
  const child = spawn(process.execPath, ['--enable-source-maps', script, '--dir', dir], { stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error('The items could not be imported.'))));
  });
}

async function readBaskets(dir: string): Promise<{ baskets: Basket[]; bad: BadLine[] }> {
  const file = ['test_public.csv.gz', 'test_public.csv']
    .map((name) => join(dir, name))
    .find((path) => existsSync(path));
  if (!file) throw new Error(`${dir} has no test_public.csv.gz: there are no baskets to walk`);
  const broken: BadLine[] = [];
  const rows = csvRows(file, { columns: BASKET_COLUMNS, onBad: (line, reason) => broken.push({ line, reason }) });
  const { baskets, bad } = await basketsOf(rows);
  return { baskets, bad: [...broken, ...bad].sort((a, b) => a.line - b.line) };
}

interface Walk {
  readonly baskets: readonly Basket[];
  readonly source: string;
  readonly concurrency: number;
  readonly speedUp: number;
  readonly settings: ShopSettings;
  readonly tally: Tally;
}

async function walk({ baskets, source, concurrency, speedUp, settings, tally }: Walk): Promise<void> {
  const bar = new ProgressBar();
  const visitors = new Map<string, Visitor>();
  const visitorOf = ({ customerId }: Basket) => {
    const key = `customer-${customerId}`;
    const visitor = visitors.get(key) ?? new Visitor(personOf(key, 'GB'), new ShopClient(settings), tally);
    visitors.set(key, visitor);
    return visitor;
  };
  const startedAt = Date.now();
  const after = startsAfter(baskets, speedUp);
  const signal = stopSignal(() => console.error('\nFinishing the baskets under way; once more ends at once.'));
  const walking = new BasketWalk(source, tally);
  let done = 0;
  await inOrder(baskets, {
    concurrency,
    signal,
    keyOf: ({ customerId }) => customerId,
    start: (basket) =>
      delay(Math.max(startedAt + after(basket) - Date.now(), 0), undefined, { signal }).catch(() => {}),
    work: async (basket) => {
      await walking.walk(basket, visitorOf(basket));
      done += 1;
      const rate = (done / (Date.now() - startedAt)) * 60_000;
      bar.show(done / baskets.length, `basket ${done} of ${baskets.length}, ${rate.toFixed(0)} a minute`);
    },
  });
  bar.end();
  if (done < baskets.length)
    console.log(`Stopped after ${done} baskets, ${duration((Date.now() - startedAt) / 1000)}.`);
}

replay().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
