/**
 * `basisPoints` hundredths of a percent of `minor`, rounded half away from zero to a whole minor unit:
 * `percentageOf(1999, 2000)` is 400. Integers throughout, so that every server computes the same cent.
 */
export function percentageOf(minor: number, basisPoints: number): number {
  const exact = Math.abs(minor) * basisPoints;
  return Math.sign(minor) * Math.floor((exact + 5_000) / 10_000) || 0;
}
