import { sigmoid } from '../score';
import { solve } from './solve';
import type { Table } from './standardise';

export interface FitOptions {
  /** Weight of the L2 penalty `ridge / 2 · |weights|²`; the bias is free. */
  readonly ridge: number;
  readonly maxSteps?: number;
}

/** The minimum of the penalised log-loss: there is one, so the same rows always give the same weights. */
export interface LogisticFit {
  readonly weights: Float64Array;
  readonly bias: number;
  readonly steps: number;
  readonly converged: boolean;
}

const CLOSE_ENOUGH = 1e-9;
const SMALLEST_PORTION = 1e-6;
/** Near the minimum a step changes the loss by less than its rounding error. */
const slack = (loss: number): number => 1e-12 * Math.abs(loss);

/**
 * Logistic regression by Newton's method (iteratively reweighted least squares). A step that does not lower the loss is
 * halved, so it converges from anywhere, separable data included as long as `ridge` is above 0. No chance is involved.
 */
export function fitLogistic(table: Table, labels: Uint8Array, { ridge, maxSteps = 50 }: FitOptions): LogisticFit {
  if (labels.length !== table.rows) throw new Error('each row needs a label');
  const size = table.width + 1;
  // The bias is the last coefficient: its column is 1 in every row.
  let coefficients: Float64Array = new Float64Array(size);
  let loss = lossOf(table, labels, coefficients, ridge);
  for (let steps = 1; steps <= maxSteps; steps += 1) {
    const { gradient, hessian } = derivatives(table, labels, coefficients, ridge);
    const step = solve(hessian, gradient, size);
    let portion = 1;
    let next = moved(coefficients, step, portion);
    let nextLoss = lossOf(table, labels, next, ridge);
    while (nextLoss > loss + slack(loss) && portion > SMALLEST_PORTION) {
      portion /= 2;
      next = moved(coefficients, step, portion);
      nextLoss = lossOf(table, labels, next, ridge);
    }
    if (nextLoss > loss + slack(loss)) return result(coefficients, steps, false);
    [coefficients, loss] = [next, nextLoss];
    if (Math.max(...step.map(Math.abs)) * portion < CLOSE_ENOUGH) return result(coefficients, steps, true);
  }
  return result(coefficients, maxSteps, false);
}

function result(coefficients: Float64Array, steps: number, converged: boolean): LogisticFit {
  return { weights: coefficients.slice(0, -1), bias: coefficients.at(-1) as number, steps, converged };
}

const moved = (from: Float64Array, step: Float64Array, portion: number): Float64Array =>
  from.map((value, index) => value - portion * (step[index] as number));

function logOddsOf({ values, width }: Table, row: number, coefficients: Float64Array): number {
  let sum = coefficients[width] as number;
  for (let column = 0, index = row * width; column < width; column += 1, index += 1)
    sum += (values[index] as number) * (coefficients[column] as number);
  return sum;
}

function lossOf(table: Table, labels: Uint8Array, coefficients: Float64Array, ridge: number): number {
  let loss = 0;
  for (let column = 0; column < table.width; column += 1) loss += (ridge / 2) * (coefficients[column] as number) ** 2;
  for (let row = 0; row < table.rows; row += 1) {
    const logOdds = logOddsOf(table, row, coefficients);
    // ln(1 + e^z) − y·z, without overflow.
    loss += Math.max(logOdds, 0) + Math.log1p(Math.exp(-Math.abs(logOdds))) - (labels[row] ? logOdds : 0);
  }
  return loss;
}

function derivatives(table: Table, labels: Uint8Array, coefficients: Float64Array, ridge: number) {
  const { values, width, rows } = table;
  const size = width + 1;
  const gradient = new Float64Array(size);
  const hessian = new Float64Array(size * size);
  const x = new Float64Array(size).fill(1);
  for (let row = 0; row < rows; row += 1) {
    x.set(values.subarray(row * width, (row + 1) * width));
    const p = sigmoid(logOddsOf(table, row, coefficients));
    const error = p - (labels[row] as number);
    const weight = p * (1 - p);
    for (let i = 0; i < size; i += 1) {
      const xi = x[i] as number;
      gradient[i] = (gradient[i] as number) + error * xi;
      for (let j = 0; j <= i; j += 1)
        hessian[i * size + j] = (hessian[i * size + j] as number) + weight * xi * (x[j] as number);
    }
  }
  for (let i = 0; i < size; i += 1) {
    if (i < width) gradient[i] = (gradient[i] as number) + ridge * (coefficients[i] as number);
    // A whisker on the bias keeps the matrix invertible when every probability has gone to 0 or 1.
    hessian[i * size + i] = (hessian[i * size + i] as number) + (i < width ? ridge : 1e-12);
    for (let j = 0; j < i; j += 1) hessian[j * size + i] = hessian[i * size + j] as number;
  }
  return { gradient, hessian };
}
