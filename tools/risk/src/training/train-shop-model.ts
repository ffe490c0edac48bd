import { createHash } from 'node:crypto';
import {
  areaUnderCurve,
  averagePrecision,
  fitLogistic,
  score,
  standardisationOf,
  standardise,
  type Feature,
  type RiskModel,
  type Thresholds,
} from '@mercury/risk/domain';
import { shopTraffic, type TrafficOptions } from '../traffic/shop-traffic';
import { examplesOf, labelsOf, tableOf, type Example } from './feature-table';

/** Days of the protocol, in the order of time: a history to begin with, then parts that never mix. */
const PARTS = { training: [30, 110], thresholds: [110, 125], heldOut: [125, 145] } as const;
const TRAFFIC: TrafficOptions = { seed: 20_261_124, days: 145, shoppers: 9_000, fraudsPerDay: 1.5 };
const RIDGE = 3;
/** A threshold may hit so many genuine payments, and must mean at least so much: at even odds a person looks. */
const REVIEW = { genuineShare: 1 / 500, leastProbability: 0.5 };
const DECLINE = { genuineShare: 1 / 10_000, leastProbability: 0.9 };

/** Nested windows say nearly the same: the model takes those that differ, or their weights would fight each other. */
const logs: readonly Feature[] = [
  'customer_count_1h',
  'customer_count_24h',
  'customer_count_30d',
  'card_count_24h',
  'card_amount_24h',
  'card_other_customers',
  'amount',
  'amount_ratio',
  'order_declines',
];
const features: readonly Feature[] = [...logs, 'first_payment', 'country_mismatch', 'night'];

/** How the model did on payments that neither its weights nor its thresholds have seen. */
export interface TrainingReport {
  readonly model: RiskModel;
  readonly steps: number;
  readonly trainingRows: number;
  readonly trainingFrauds: number;
  readonly heldOut: {
    readonly rows: number;
    readonly frauds: number;
    readonly auc: number;
    readonly ap: number;
    readonly genuineStopped: number;
    readonly genuineDeclined: number;
    readonly fraudsStopped: number;
    readonly fraudsDeclined: number;
  };
}

/** Fits the model that the shop starts with. Deterministic: the same code gives the same file. */
export function trainShopModel(traffic: TrafficOptions = TRAFFIC): TrainingReport {
  const examples = examplesOf(shopTraffic(traffic));
  const part = ([from, to]: readonly [number, number]) => examples.filter(({ day }) => day >= from && day < to);
  const training = part(PARTS.training);
  const table = tableOf(training, features, new Set(logs));
  const standardisation = standardisationOf(table);
  const fit = fitLogistic(standardise(table, standardisation), labelsOf(training), { ridge: RIDGE });
  if (!fit.converged) throw new Error('the training did not converge');
  const fitted = {
    features,
    logs,
    means: standardisation.means.map(rounded),
    scales: standardisation.scales.map(rounded),
    weights: [...fit.weights].map(rounded),
    bias: rounded(fit.bias),
  };
  const draft: RiskModel = { ...fitted, modelId: 'draft', thresholds: { review: 0.5, decline: 0.5 } };
  const thresholds = thresholdsFor(draft, part(PARTS.thresholds));
  const model = { modelId: `shop-lr-${hashOf({ ...fitted, thresholds })}`, ...fitted, thresholds };
  return {
    model,
    steps: fit.steps,
    trainingRows: training.length,
    trainingFrauds: training.filter(({ fraud }) => fraud).length,
    heldOut: judge(model, part(PARTS.heldOut)),
  };
}

function thresholdsFor(model: RiskModel, examples: readonly Example[]): Thresholds {
  const genuine = scoresOf(
    model,
    examples.filter(({ fraud }) => !fraud),
  ).sort((a, b) => b - a);
  const threshold = ({ genuineShare, leastProbability }: typeof REVIEW) =>
    rounded(Math.max(genuine[Math.floor(genuine.length * genuineShare)] as number, leastProbability));
  return { review: threshold(REVIEW), decline: threshold(DECLINE) };
}

function judge(model: RiskModel, examples: readonly Example[]): TrainingReport['heldOut'] {
  const scores = scoresOf(model, examples);
  const labels = labelsOf(examples);
  const share = (fraud: number, threshold: number) => {
    const own = scores.filter((_, n) => labels[n] === fraud);
    return own.filter((value) => value >= threshold).length / own.length;
  };
  const { review, decline } = model.thresholds;
  return {
    rows: examples.length,
    frauds: labels.reduce((sum, label) => sum + label, 0),
    auc: areaUnderCurve(scores, labels),
    ap: averagePrecision(scores, labels),
    genuineStopped: share(0, review),
    genuineDeclined: share(0, decline),
    fraudsStopped: share(1, review),
    fraudsDeclined: share(1, decline),
  };
}

const scoresOf = (model: RiskModel, examples: readonly Example[]): number[] =>
  examples.map((example) => score(model, example.features).probability);

/** Eight digits are plenty, and the file stays the same where the last bit of an exponential does not. */
const rounded = (value: number): number => Number(value.toPrecision(8));

const hashOf = (value: object): string => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 12);
