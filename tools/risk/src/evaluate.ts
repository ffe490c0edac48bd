import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { evaluateFold, type FoldResult } from './evaluate/evaluate-fold';
import { foldOf } from './evaluate/folds';
import { handbookFeatures } from './evaluate/handbook-features';
import { fillLabels, readTransactions } from './evaluate/transactions';

/**
 * `npx nx run risk:evaluate --transactions FILE [--labels FILE] [--folds 1,2,3] [--start 2018-07-25]`: how well features and
 * trainer find fraud in a file of card transactions: train a week, wait a week for labels, test a week.
 */
async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      transactions: { type: 'string' },
      labels: { type: 'string' },
      folds: { type: 'string', default: '1,2,3' },
      start: { type: 'string', default: '2018-07-25' },
      model: { type: 'string', default: 'lr' },
      features: { type: 'string', default: 'handbook' },
    },
  });
  if (!values.transactions) throw new Error('Say which file: --transactions transactions.csv.gz');
  if (values.model !== 'lr') throw new Error(`There is no model ${values.model}: lr is the only one so far`);
  if (values.features !== 'handbook') throw new Error(`There is no feature set ${values.features}: only handbook`);
  const transactions = await readTransactions(found(values.transactions));
  if (values.labels) await fillLabels(transactions, found(values.labels));
  const start =
    (Date.parse(`${values.start}T00:00:00Z`) - Date.parse(`${transactions.firstDay}T00:00:00Z`)) / 86_400_000;
  if (!Number.isInteger(start)) throw new Error(`--start must be a day, not ${values.start}`);
  const features = handbookFeatures(transactions);
  const results = values.folds
    .split(',')
    .map((fold) => evaluateFold(transactions, features, foldOf(transactions, Number(fold), start)));
  report(results);
}

function report(results: readonly FoldResult[]): void {
  console.log('fold   train (frauds)    test (frauds)     AUC     AP      CP@100  calibration');
  for (const { fold, trainRows, trainFrauds, testRows, testFrauds, auc, ap, cp100, calibration } of results)
    console.log(
      `${fold}      ${trainRows} (${trainFrauds})       ${testRows} (${testFrauds})       ` +
        [auc, ap, cp100, calibration].map((value) => value.toFixed(4)).join('  '),
    );
  const mean = (key: keyof FoldResult) =>
    Number((results.reduce((sum, result) => sum + result[key], 0) / results.length).toFixed(4));
  console.log(
    JSON.stringify({
      bench: 'risk',
      model: 'lr',
      features: 'handbook',
      auc: mean('auc'),
      ap: mean('ap'),
      cp100: mean('cp100'),
      calibration: mean('calibration'),
      fitCpuSeconds: mean('fitCpuSeconds'),
      scoreP50Us: mean('scoreP50Us'),
      perFold: results.map(({ fold, auc, ap, cp100 }) => ({ fold, auc, ap, cp100 })),
    }),
  );
}

/** npm and npx start us in the workspace; INIT_CWD is where the caller stands. */
function found(file: string): string {
  const path = [process.env['INIT_CWD'] ?? '.', '.'].map((from) => resolve(from, file)).find(existsSync);
  if (!path) throw new Error(`There is no file ${file}`);
  return path;
}

run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
