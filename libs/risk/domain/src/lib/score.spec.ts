import fc from 'fast-check';
import type { RiskModel } from './model';
import { parseModel } from './model';
import { reasonsOf } from './reasons';
import { score, sigmoid } from './score';

const model: RiskModel = {
  modelId: 'test',
  features: ['amount', 'customer_count_1h', 'night'],
  logs: ['amount', 'customer_count_1h'],
  means: [8, 0.8, 0.2],
  scales: [1, 0.2, 0.4],
  weights: [0.5, 1.5, 0.3],
  bias: -4,
  thresholds: { review: 0.3, decline: 0.8 },
};

describe('a score', () => {
  it('is the sum of its contributions and the bias', () => {
    const number = fc.integer({ min: 0, max: 1_000_000 });
    fc.assert(
      fc.property(number, number, number, (amount, customer_count_1h, night) => {
        const { contributions, logOdds, probability } = score(model, { amount, customer_count_1h, night });
        const sum = contributions.reduce((total, { contribution }) => total + contribution, 0);
        expect(Math.abs(sum + model.bias - logOdds)).toBeLessThan(1e-9);
        expect(probability).toBeCloseTo(sigmoid(logOdds), 12);
      }),
      { seed: 3 },
    );
  });

  it('is refused when a feature has no value', () => {
    expect(() => score(model, { amount: 1, night: 0 })).toThrow('customer_count_1h');
    expect(() => score(model, { amount: Number.NaN, customer_count_1h: 1, night: 0 })).toThrow('amount');
  });

  it('stays a probability at both ends', () => {
    expect([sigmoid(-1e4), sigmoid(0), sigmoid(1e4)]).toEqual([0, 0.5, 1]);
  });

  it('has reasons in words, strongest first, with their sign', () => {
    const reasons = reasonsOf(score(model, { amount: 5000, customer_count_1h: 6, night: 0 }));
    expect(reasons.map(({ text }) => text)).toEqual([
      '6 payments of this customer within an hour',
      'an amount of 50.00',
      'paid during the day',
    ]);
    expect(reasons.map(({ contribution }) => Math.sign(contribution))).toEqual([1, 1, -1]);
  });
});

describe('a model file', () => {
  it('is taken when it holds', () => expect(parseModel(JSON.parse(JSON.stringify(model)))).toEqual(model));

  it.each([
    ['no name', { modelId: '' }],
    ['a weight too few', { weights: [1, 2] }],
    ['a scale of zero', { scales: [1, 0, 1] }],
    ['a logarithm of nothing', { logs: ['country'] }],
    ['thresholds the wrong way round', { thresholds: { review: 0.9, decline: 0.5 } }],
  ])('is refused with %s', (_, change) => expect(() => parseModel({ ...model, ...change })).toThrow('cannot be used'));
});
