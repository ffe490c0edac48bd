import {
  areaUnderCurve,
  averagePrecision,
  fitLogistic,
  sigmoid,
  standardisationOf,
  standardise,
  type Table,
} from '@mercury/risk/domain';
import { cardPrecision } from './card-precision';
import { dayOf, type Fold } from './folds';
import { UNKNOWN, type Transactions } from './transactions';

/** The penalty that the published logistic regression has (C = 100). */
const RIDGE = 1 / 100;
const CARDS_A_DAY = 100;

export interface FoldResult {
  readonly fold: number;
  readonly trainRows: number;
  readonly trainFrauds: number;
  readonly testRows: number;
  readonly testFrauds: number;
  readonly auc: number;
  readonly ap: number;
  readonly cp100: number;
  /** Sum of probabilities over the number of frauds: 1 is perfect. */
  readonly calibration: number;
  readonly fitCpuSeconds: number;
  readonly scoreP50Us: number;
}

/** Trains on a fold's first week, judges on its third. Throws when the file does not tell the truth about a row needed. */
export function evaluateFold(transactions: Transactions, features: Table, { fold, train, test }: Fold): FoldResult {
  const labelOf = (row: number): number => {
    const label = transactions.label[row] as number;
    if (label === UNKNOWN) throw new Error(`fold ${fold} needs labels that the file does not have (see --labels)`);
    return label;
  };
  const trainTable = rowsOf(features, train);
  const trainLabels = Uint8Array.from(train, labelOf);
  const before = process.cpuUsage();
  const standardisation = standardisationOf(trainTable);
  const fit = fitLogistic(standardise(trainTable, standardisation), trainLabels, { ridge: RIDGE });
  const { user, system } = process.cpuUsage(before);
  const testTable = standardise(rowsOf(features, test), standardisation);
  const { scores, p50 } = scoreRows(testTable, fit);
  const labels = test.map(labelOf);
  const frauds = sum(labels);
  return {
    fold,
    trainRows: train.length,
    trainFrauds: sum([...trainLabels]),
    testRows: test.length,
    testFrauds: frauds,
    auc: areaUnderCurve(scores, labels),
    ap: averagePrecision(scores, labels),
    cp100: cardPrecision(
      test.map((row, n) => ({
        day: dayOf(transactions, row),
        customer: transactions.customer[row] as number,
        score: scores[n] as number,
        label: labels[n] as number,
      })),
      CARDS_A_DAY,
    ),
    calibration: sum([...scores]) / frauds,
    fitCpuSeconds: (user + system) / 1e6,
    scoreP50Us: p50,
  };
}

function rowsOf({ values, width }: Table, rows: readonly number[]): Table {
  const picked = new Float64Array(rows.length * width);
  rows.forEach((row, n) => picked.set(values.subarray(row * width, (row + 1) * width), n * width));
  return { values: picked, width, rows: rows.length };
}

function scoreRows(table: Table, { weights, bias }: { weights: Float64Array; bias: number }) {
  const scores = new Float64Array(table.rows);
  const times = new Float64Array(table.rows);
  for (let row = 0; row < table.rows; row += 1) {
    const start = process.hrtime.bigint();
    let logOdds = bias;
    for (let column = 0; column < table.width; column += 1)
      logOdds += (weights[column] as number) * (table.values[row * table.width + column] as number);
    scores[row] = sigmoid(logOdds);
    times[row] = Number(process.hrtime.bigint() - start) / 1000;
  }
  return { scores, p50: times.sort()[Math.floor(times.length / 2)] as number };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
