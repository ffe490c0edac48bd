import { areaUnderCurve, averagePrecision } from './ranking-metrics';

describe('ranking metrics', () => {
  it('are 1 for a perfect order', () => {
    expect(areaUnderCurve([0.9, 0.8, 0.2], [1, 1, 0])).toBe(1);
    expect(averagePrecision([0.9, 0.8, 0.2], [1, 1, 0])).toBe(1);
  });

  it('count a tie one half', () => {
    expect(areaUnderCurve([0.5, 0.5], [1, 0])).toBe(0.5);
    expect(areaUnderCurve([0.9, 0.5, 0.5], [0, 1, 0])).toBe(0.25);
  });

  it('let rows of the same score enter together', () => {
    // Above: one of two is a fraud. Then a tie of three with two frauds.
    expect(averagePrecision([0.9, 0.9, 0.5, 0.5, 0.5], [1, 0, 1, 1, 0])).toBeCloseTo(
      (1 / 3) * (1 / 2) + (2 / 3) * (3 / 5),
    );
  });
});
