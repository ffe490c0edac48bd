/** One side of a comparison: works until the deadline (milliseconds since 1970) and answers how many units it did. */
export type Side = (until: number) => Promise<number>;

export interface Comparison {
  /** Median of the ratios of neighbouring slices: ours ÷ reference, in units a second. */
  readonly ratio: number;
  readonly oursPerSecond: number;
  readonly referencePerSecond: number;
}

/**
 * Runs both sides in turn, in slices of about a second, since a shared machine drifts: what is compared is always two
 * neighbours. The side that begins changes with each round; one round goes before, uncounted.
 */
export async function interleave(ours: Side, reference: Side, rounds = 5, sliceMs = 1_000): Promise<Comparison> {
  const measured: { ours: number; reference: number }[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const row = { ours: 0, reference: 0 };
    for (const side of round % 2 === 0 ? (['ours', 'reference'] as const) : (['reference', 'ours'] as const))
      row[side] = await rateOf(side === 'ours' ? ours : reference, sliceMs);
    if (round > 0) measured.push(row);
  }
  return {
    ratio: median(measured.map((row) => row.ours / row.reference)),
    oursPerSecond: median(measured.map((row) => row.ours)),
    referencePerSecond: median(measured.map((row) => row.reference)),
  };
}

async function rateOf(side: Side, sliceMs: number): Promise<number> {
  const startedAt = performance.now();
  const units = await side(Date.now() + sliceMs);
  return units / ((performance.now() - startedAt) / 1_000);
}

/** The middle value; of an even number of values the upper one. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** A figure for people: three significant digits. */
export function round(value: number, digits = 3): number {
  return Number(value.toPrecision(digits));
}
