/**
 * A logistic regression as it is stored: the weight of each feature, in the order of `features`, over values that were
 * standardised by `means` and `scales`. Features named in `logs` enter as ln(1 + value). The model carries everything a
 * score needs, so that an old score can be computed again from the features stored with it.
 */
export interface RiskModel {
  readonly modelId: string;
  readonly features: readonly string[];
  readonly logs: readonly string[];
  readonly means: readonly number[];
  readonly scales: readonly number[];
  readonly weights: readonly number[];
  readonly bias: number;
  readonly thresholds: Thresholds;
}

/** Probabilities from which a payment is reviewed, and from which it is declined. */
export interface Thresholds {
  readonly review: number;
  readonly decline: number;
}

/** A model file that cannot be used, with the reason. */
export class MalformedModelError extends Error {}

/** Checks a model that was read from a file. Throws MalformedModelError. */
export function parseModel(value: unknown): RiskModel {
  const model = value as RiskModel;
  const fail = (reason: string): never => {
    throw new MalformedModelError(`The risk model cannot be used: ${reason}`);
  };
  if (typeof model?.modelId !== 'string' || model.modelId === '') fail('it has no modelId');
  if (!isListOf(model.features, 'string') || model.features.length === 0) fail('it names no features');
  if (!isListOf(model.logs, 'string') || model.logs.some((name) => !model.features.includes(name)))
    fail('logs must name features of the model');
  for (const field of ['means', 'scales', 'weights'] as const)
    if (!isListOf(model[field], 'number') || model[field].length !== model.features.length)
      fail(`${field} must hold one number for each feature`);
  if (model.scales.some((scale) => !(scale > 0))) fail('scales must be positive');
  if (!Number.isFinite(model.bias)) fail('bias must be a number');
  const { review, decline } = model.thresholds ?? {};
  if (!(review > 0 && review <= decline && decline <= 1)) fail('thresholds must be 0 < review ≤ decline ≤ 1');
  return model;
}

function isListOf(value: unknown, type: 'string' | 'number'): value is readonly unknown[] {
  return (
    Array.isArray(value) && value.every((entry) => typeof entry === type && (type === 'string' || isFinite(entry)))
  );
}
