import { anOrder, happened } from '../testing/an-order';
import { nextStep } from './next-step';
import { isEnded } from './order';
import {
  checkAmount,
  commitStock,
  confirmOrder,
  losePayment,
  missStock,
  recordVerdict,
  renewHold,
  resolveReview,
  RULE_LIMIT_MINOR,
  verdictByAmount,
} from './settlement.decider';
import { timelineOf } from './timeline';

const { started, authorised, assessed, committed, cancelled } = happened;
const model = (decision: 'approve' | 'review' | 'decline') =>
  ({ assessmentId: 'a1', decision, decidedBy: 'model' }) as const;
const checking = anOrder(started(), authorised());
const approved = anOrder(started(), authorised(), assessed('approve'));
const reviewed = anOrder(started(), authorised(), assessed('review'));
const sold = anOrder(started(), authorised(), assessed('approve'), committed);

describe('an authorised order', () => {
  it.each([
    ['more', authorised(6_001)],
    ['less', authorised(5_999)],
    ['another currency', authorised(6_000, 'SEK')],
  ])('is cancelled when %s was authorised', (_, event) => {
    expect(checkAmount(anOrder(started(), event))).toEqual([
      { type: 'orders.order.cancelled', data: { orderId: 'o1', reason: 'amount_mismatch' } },
    ]);
    expect(checkAmount(checking)).toEqual([]);
  });

  it('is judged once', () => {
    expect(recordVerdict(checking, model('approve'))).toEqual([assessed('approve')]);
    expect(recordVerdict(approved, model('decline'))).toEqual([]);
  });

  it('ends with a decline in one append', () => {
    expect(recordVerdict(checking, model('decline'))).toEqual([
      assessed('decline'),
      { type: 'orders.order.cancelled', data: { orderId: 'o1', reason: 'risk_declined' } },
    ]);
  });

  it('passes by the rule up to its limit, and waits above', () => {
    expect(verdictByAmount(RULE_LIMIT_MINOR).decision).toBe('approve');
    expect(verdictByAmount(RULE_LIMIT_MINOR + 1).decision).toBe('review');
  });

  it('is judged by the model after the rule has put it to review', () => {
    const waiting = anOrder(started(), authorised(), assessed('review', 'rule'));
    expect(nextStep(waiting)).toBe('assess');
    expect(recordVerdict(waiting, verdictByAmount(1))).toEqual([]);
    expect(recordVerdict(waiting, model('approve'))).toEqual([assessed('approve')]);
    expect(nextStep(reviewed)).toBeNull();
  });

  it('follows its reviewer', () => {
    const resolve = (decision: 'approve' | 'decline') => resolveReview(reviewed, { assessmentId: 'a1', decision });
    expect(resolve('approve')).toEqual([assessed('approve', 'reviewer')]);
    expect(resolve('decline')).toEqual([
      assessed('decline', 'reviewer'),
      { type: 'orders.order.cancelled', data: { orderId: 'o1', reason: 'review_declined' } },
    ]);
    expect(resolveReview(approved, { assessmentId: 'a1', decision: 'decline' })).toEqual([]);
  });
});

describe('an approved order', () => {
  it('takes its goods, then its money', () => {
    expect(nextStep(approved)).toBe('secure-stock');
    expect(confirmOrder(approved, 'pay1')).toEqual([]);
    expect(commitStock(approved)).toEqual([committed]);
    expect(nextStep(sold)).toBe('capture');
    expect(commitStock(sold)).toEqual([]);
    expect(confirmOrder(sold, 'pay1')).toMatchObject([
      { data: { paymentId: 'pay1', amountMinor: 6_000, lines: [{ variantId: 'v1', quantity: 2 }] } },
    ]);
  });

  it('renews its hold, and takes the new one', () => {
    const [renewed] = renewHold(approved, { holdId: 'h2', expiresAt: '2026-11-24T12:40:00.000Z' });
    const state = anOrder(started(), authorised(), assessed('approve'), renewed!);
    expect(commitStock(state)).toEqual([
      { type: 'orders.order.stock-committed', data: { orderId: 'o1', holdId: 'h2' } },
    ]);
    expect(state.holdIds).toEqual(['h1', 'h2']);
  });

  it('is cancelled when its goods or its money are gone', () => {
    expect(missStock(approved)).toMatchObject([{ data: { reason: 'sold_out' } }]);
    expect(losePayment(sold)).toMatchObject([{ data: { reason: 'payment_lost' } }]);
    expect(missStock(sold)).toEqual([]);
    expect(losePayment(approved)).toEqual([]);
  });

  it('tells its story', () => {
    const events = [happened.placed, started(), authorised(), assessed('approve'), cancelled];
    const story = timelineOf(events.map((event) => ({ event, at: '2026-11-24T12:00:00.000Z' })));
    expect(story.map(({ title }) => title)).toEqual([
      'Order placed',
      'Payment started',
      'Payment authorised',
      'Check passed',
      'Order cancelled',
    ]);
    expect(isEnded(anOrder(cancelled))).toBe(true);
  });
});
