import type { RiskModel } from './model';

/** How much one feature moved the log-odds away from those of an average payment. */
export interface Contribution {
  readonly feature: string;
  readonly value: number;
  readonly contribution: number;
}

/** `logOdds` is the model's bias and the sum of all contributions; `probability` is the same as a number from 0 to 1. */
export interface Score {
  readonly probability: number;
  readonly logOdds: number;
  readonly contributions: readonly Contribution[];
}

/** Scores features by name. Throws when the model asks for one that is missing or no number: never guesses. */
export function score(model: RiskModel, features: Readonly<Record<string, number>>): Score {
  const logs = new Set(model.logs);
  const contributions = model.features.map((feature, index) => {
    const value = features[feature];
    if (value === undefined || !Number.isFinite(value)) throw new Error(`feature ${feature} has no value`);
    const entering = enter(value, logs.has(feature));
    const standardised = (entering - (model.means[index] as number)) / (model.scales[index] as number);
    return { feature, value, contribution: (model.weights[index] as number) * standardised };
  });
  const logOdds = contributions.reduce((sum, { contribution }) => sum + contribution, model.bias);
  return { probability: sigmoid(logOdds), logOdds, contributions };
}

/** A raw value as it enters the standardisation. */
export const enter = (value: number, log: boolean): number => (log ? Math.log1p(value) : value);

/** Log-odds to probability, without overflow at either end. */
export function sigmoid(logOdds: number): number {
  if (logOdds >= 0) return 1 / (1 + Math.exp(-logOdds));
  const odds = Math.exp(logOdds);
  return odds / (1 + odds);
}
