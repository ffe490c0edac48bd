import { Random } from './random';

describe('Random', () => {
  const many = (random: Random) => Array.from({ length: 2_000 }, () => random.share());

  it('gives the same stream for the same words, and another one for others', () => {
    expect(many(new Random(7, 'shopper', 1))).toEqual(many(new Random(7, 'shopper', 1)));
    expect(many(new Random(7, 'shopper', 1))).not.toEqual(many(new Random(7, 'shopper', 2)));
  });

  it('spreads evenly', () => {
    const shares = many(new Random('even'));
    expect(shares.reduce((sum, share) => sum + share, 0) / shares.length).toBeCloseTo(0.5, 1);
    expect(Math.min(...shares)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...shares)).toBeLessThan(1);
  });

  it('picks by weight, never what weighs nothing', () => {
    const random = new Random('weights');
    const picked = Array.from({ length: 1_000 }, () =>
      random.pick(['a', 'b', 'c'], (item) => ({ a: 3, b: 1 })[item] ?? 0),
    );
    expect(picked).not.toContain('c');
    expect(picked.filter((item) => item === 'a').length).toBeGreaterThan(650);
  });

  it('draws whole numbers within both bounds', () => {
    const random = new Random('whole');
    expect(new Set(Array.from({ length: 200 }, () => random.whole(1, 3)))).toEqual(new Set([1, 2, 3]));
  });

  it('draws intervals of the given mean', () => {
    const random = new Random('intervals');
    const sum = Array.from({ length: 5_000 }, () => random.interval(10)).reduce((a, b) => a + b, 0);
    expect(sum / 5_000).toBeCloseTo(10, -1);
  });
});
