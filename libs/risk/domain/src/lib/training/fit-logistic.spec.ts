import { sigmoid } from '../score';
import { fitLogistic } from './fit-logistic';
import { solve } from './solve';
import { standardisationOf, standardise, type Table } from './standardise';

/** A small linear congruential generator: the same rows in every run. */
function draws(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

function rowsOf(count: number, weights: readonly number[], bias: number): { table: Table; labels: Uint8Array } {
  const draw = draws(42);
  const width = weights.length;
  const values = Float64Array.from({ length: count * width }, () => draw() * 4 - 2);
  const labels = Uint8Array.from({ length: count }, (_, row) => {
    const logOdds = weights.reduce((sum, weight, n) => sum + weight * (values[row * width + n] as number), bias);
    return draw() < sigmoid(logOdds) ? 1 : 0;
  });
  return { table: { values, width, rows: count }, labels };
}

describe('the trainer', () => {
  const known = [1.5, -0.8, 0];
  const { table, labels } = rowsOf(40_000, known, -1);

  it('recovers the weights that made the labels', () => {
    const fit = fitLogistic(table, labels, { ridge: 1e-6 });
    known.forEach((weight, n) => expect(Math.abs((fit.weights[n] as number) - weight)).toBeLessThan(0.05));
    expect(Math.abs(fit.bias + 1)).toBeLessThan(0.05);
    expect(fit.converged).toBe(true);
  });

  it('stands where the gradient is zero: probabilities add up to the number of frauds', () => {
    const { weights, bias } = fitLogistic(table, labels, { ridge: 0.5 });
    const gradient = [0, 0, 0, 0];
    for (let row = 0; row < table.rows; row += 1) {
      const x = [...table.values.subarray(row * 3, row * 3 + 3), 1];
      const logOdds = x.reduce((sum, value, n) => sum + value * (n < 3 ? (weights[n] as number) : bias), 0);
      const error = sigmoid(logOdds) - (labels[row] as number);
      x.forEach((value, n) => (gradient[n] = (gradient[n] as number) + error * value));
    }
    known.forEach((_, n) => expect((gradient[n] as number) + 0.5 * (weights[n] as number)).toBeCloseTo(0, 5));
    expect(gradient[3]).toBeCloseTo(0, 5);
  });

  it('gives exactly the same weights again', () => {
    expect(fitLogistic(table, labels, { ridge: 1 })).toEqual(fitLogistic(table, labels, { ridge: 1 }));
  });

  it('shrinks the weights as the ridge grows', () => {
    const sizes = [0.1, 100, 10_000].map((ridge) => Math.hypot(...fitLogistic(table, labels, { ridge }).weights));
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
  });

  it('comes to an end on rows that can be told apart without error', () => {
    const values = Float64Array.from([-3, -2, -1, 1, 2, 3]);
    const fit = fitLogistic({ values, width: 1, rows: 6 }, Uint8Array.from([0, 0, 0, 1, 1, 1]), { ridge: 0.01 });
    expect(fit.converged).toBe(true);
    expect(fit.weights[0]).toBeGreaterThan(1);
    expect(fit.bias).toBeCloseTo(0, 6);
  });
});

describe('standardising', () => {
  it('moves each column to mean 0 and scale 1, and leaves a constant one in place', () => {
    const table = { values: Float64Array.from([1, 7, 3, 7, 5, 7]), width: 2, rows: 3 };
    const moved = standardise(table, standardisationOf(table)).values;
    expect([...moved].map((value) => Math.round(value * 1000) / 1000)).toEqual([-1.225, 0, 0, 0, 1.225, 0]);
  });
});

describe('solving', () => {
  it('finds x', () => {
    const x = solve(Float64Array.from([4, 2, 2, 3]), Float64Array.from([10, 8]), 2);
    expect(x[0]).toBeCloseTo(1.75);
    expect(x[1]).toBeCloseTo(1.5);
  });

  it('refuses a matrix that is not positive definite', () => {
    expect(() => solve(Float64Array.from([1, 2, 2, 1]), Float64Array.from([1, 1]), 2)).toThrow('positive definite');
  });
});
