import { Buckets } from './buckets';

describe('Buckets', () => {
  it('count what is at most their bound', () => {
    const buckets = new Buckets([1, 2]);
    for (const value of [0.5, 1, 1.5, 2, 3]) buckets.observe(value);
    expect(buckets).toMatchObject({ counts: [2, 2, 1], count: 5, sum: 8 });
  });
});
