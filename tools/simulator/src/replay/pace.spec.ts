import { startsAfter } from './pace';

describe('startsAfter', () => {
  const baskets = [{ at: 1_000_000 }, { at: 1_060_000 }];

  it('keeps the distances of the baskets, divided by the speed-up', () => {
    const after = startsAfter(baskets, 60);
    expect(baskets.map(after)).toEqual([0, 1_000]);
  });

  it('begins all at once at any speed', () => {
    expect(baskets.map(startsAfter(baskets, Infinity))).toEqual([0, 0]);
  });
});
