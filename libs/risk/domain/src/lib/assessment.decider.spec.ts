import type { RiskEvent } from '@mercury/risk/contracts';
import { assessmentAggregate } from './assessment';
import { assess, resolveReview } from './assessment.decider';
import { decide } from './decision.policy';
import type { RiskModel } from './model';
import { score } from './score';
import { noUsualAmount } from './usual-amount';

const model: RiskModel = {
  modelId: 'test',
  features: ['amount'],
  logs: [],
  means: [10_000],
  scales: [10_000],
  weights: [1],
  bias: 0,
  thresholds: { review: 0.6, decline: 0.9 },
};
const history = { customer: [], customerPayments: 0, usual: noUsualAmount, card: [], orderDeclines: 0 };
const judged = (amountMinor: number): RiskEvent =>
  assess(
    {
      assessmentId: 'a1',
      orderId: 'o1',
      paymentId: 'p1',
      currency: 'EUR',
      customerKey: 'c1',
      atMs: 0,
      amountMinor,
      shippingCountry: 'DE',
    },
    history,
    model,
  )[0] as RiskEvent;
const after = (...events: RiskEvent[]) => events.reduce(assessmentAggregate.evolve, assessmentAggregate.initialState());
const answer = (decision: 'approve' | 'decline') => ({ decision, note: 'called them', resolvedBy: 'staff-1' });

describe('an assessment', () => {
  it.each([
    [5000, 'approve'],
    [15_000, 'review'],
    [50_000, 'decline'],
  ])('of %i minor units: %s', (amount, decision) => expect(judged(amount).data.decision).toBe(decision));

  it('can be scored again from its event, bit for bit', () => {
    const { data } = judged(15_000) as Extract<RiskEvent, { type: 'risk.assessment.made' }>;
    expect(score(model, data.features).probability).toBe(data.probability);
  });
});

describe('the policy', () => {
  it('takes a threshold as reached by the very value', () => {
    const thresholds = { review: 0.3, decline: 0.8 };
    expect([0.2999, 0.3, 0.7999, 0.8, 1].map((p) => decide(p, thresholds))).toEqual([
      'approve',
      'review',
      'review',
      'decline',
      'decline',
    ]);
  });
});

describe('a review', () => {
  const open = after(judged(15_000));
  const resolved = { type: 'risk.review.resolved', data: { assessmentId: 'a1', orderId: 'o1', ...answer('approve') } };

  it('is resolved by a person', () => expect(resolveReview(open, answer('approve'))).toEqual([resolved]));

  it('is resolved once, however often the same answer comes', () =>
    expect(resolveReview(after(judged(15_000), resolved as RiskEvent), answer('approve'))).toEqual([]));

  it.each([
    ['was answered otherwise', after(judged(15_000), resolved as RiskEvent), 'risk.review_resolved'],
    ['was never open', after(judged(5000)), 'risk.not_in_review'],
    ['does not exist', after(), 'risk.assessment_not_found'],
  ])('is refused when it %s', (_, state, code) =>
    expect(() => resolveReview(state, answer('decline'))).toThrow(expect.objectContaining({ code })),
  );
});
