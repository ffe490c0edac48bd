import { afterHold, anOrder, happened, heldUntil, placed, whileHeld } from '../testing/an-order';
import { nextStep } from './next-step';
import { orderAggregate } from './order';
import { cancelOrder, expireOrder, MAX_ATTEMPTS, placeOrder, startPayment, unwindOrder } from './order.decider';
import { orderNumberOf } from './order-number';
import { isUnwanted, recordActionRequired, recordAuthorisation, recordDecline } from './payment.decider';

const { started, declined, authorised, actionRequired, assessed, committed, cancelled, expired } = happened;
const pay = (now = whileHeld) => ({
  paymentMethodId: 'pm_1',
  returnUrl: 'https://shop/orders/o1',
  now,
  paymentIdOf: (attempt: number) => `pay${attempt}`,
});

describe('an order', () => {
  it('is placed once', () => {
    expect(placeOrder(orderAggregate.initialState(), placed)).toEqual([happened.placed]);
    expect(placeOrder(anOrder(), placed)).toEqual([]);
  });

  it('has a number that people can read out', () => {
    expect(orderNumberOf('ffffffff-0000-5000-8000-000000000000')).toBe('M-ZZZZZZ');
    expect(orderNumberOf('00000004-0000-5000-8000-000000000000')).toBe('M-000001');
  });

  it('starts one attempt to pay at a time', () => {
    expect(startPayment(anOrder(), pay())).toEqual([started()]);
    for (const state of [anOrder(started()), anOrder(started(), actionRequired), anOrder(started(), authorised())])
      expect(startPayment(state, pay())).toEqual([]);
  });

  it('can be paid again after a decline', () => {
    expect(startPayment(anOrder(started(), declined), pay())).toEqual([started(2)]);
  });

  it.each([
    ['when its hold has run out', anOrder(), afterHold, 'orders.hold_expired'],
    ['when it has ended', anOrder(cancelled), whileHeld, 'orders.order_ended'],
    [
      'once too often',
      anOrder(
        ...Array.from({ length: MAX_ATTEMPTS }, (_, n) => [
          started(n + 1),
          { ...declined, data: { orderId: 'o1', paymentId: `pay${n + 1}`, declineCode: 'x' } },
        ]).flat(),
      ),
      whileHeld,
      'orders.too_many_attempts',
    ],
  ])('refuses to be paid %s', (_, state, now, code) => {
    expect(() => startPayment(state, pay(now))).toThrow(expect.objectContaining({ code }));
  });

  it.each([
    ['waits for payment', anOrder()],
    ['waits for the bank', anOrder(started(), actionRequired)],
    ['is looked at by a person', anOrder(started(), authorised(), assessed('review'))],
  ])('can be cancelled while it %s', (_, state) => {
    expect(cancelOrder(state, 'by_customer', 'changed my mind')).toEqual([
      { type: 'orders.order.cancelled', data: { orderId: 'o1', reason: 'by_customer', note: 'changed my mind' } },
    ]);
  });

  it.each([
    ['is being paid', anOrder(started())],
    ['is checked', anOrder(started(), authorised())],
    ['is about to be captured', anOrder(started(), authorised(), assessed('approve'), committed)],
  ])('cannot be cancelled while it %s', (_, state) => {
    expect(() => cancelOrder(state, 'by_customer')).toThrow(expect.objectContaining({ code: 'orders.cannot_cancel' }));
  });

  it('expires when its hold has run out, and not before', () => {
    expect(expireOrder(anOrder(), whileHeld)).toEqual([]);
    expect(expireOrder(anOrder(), afterHold)).toEqual([
      { type: 'orders.order.expired', data: { orderId: 'o1', heldUntil } },
    ]);
    expect(expireOrder(anOrder(started(), actionRequired), afterHold)).toHaveLength(1);
  });

  it('does not expire while it is paid or looked at', () => {
    for (const state of [anOrder(started()), anOrder(started(), authorised()), anOrder(cancelled)])
      expect(expireOrder(state, afterHold)).toEqual([]);
  });

  it('gives back once what it had taken when it ended', () => {
    const state = anOrder(started(), actionRequired, expired);
    expect(nextStep(state)).toBe('unwind');
    const [event] = unwindOrder(state);
    expect(event).toMatchObject({ data: { paymentId: 'pay1', holdIds: ['h1'] } });
    const after = orderAggregate.evolve(state, event!);
    expect(unwindOrder(after)).toEqual([]);
    expect(nextStep(after)).toBeNull();
    expect(unwindOrder(anOrder())).toEqual([]);
  });
});

describe('what payment reports', () => {
  const decline = { paymentId: 'pay1', declineCode: 'card_declined' };
  const money = { paymentId: 'pay1', amountMinor: 6_000, currency: 'EUR' };

  it('moves the open attempt', () => {
    expect(recordActionRequired(anOrder(started()), 'pay1', 'https://bank')).toEqual([actionRequired]);
    expect(recordDecline(anOrder(started()), decline)).toEqual([declined]);
    expect(recordAuthorisation(anOrder(started(), actionRequired), money)).toEqual([authorised()]);
  });

  it('changes nothing when it comes again or too late', () => {
    expect(recordActionRequired(anOrder(started(), authorised()), 'pay1', 'https://bank')).toEqual([]);
    expect(recordDecline(anOrder(started(), declined, started(2)), decline)).toEqual([]);
    expect(recordAuthorisation(anOrder(started(), authorised()), money)).toEqual([]);
    expect(recordAuthorisation(anOrder(started(), actionRequired, expired), money)).toEqual([]);
  });

  it('is given up when the order will never take it', () => {
    expect(isUnwanted(anOrder(started(), actionRequired, expired), 'pay1')).toBe(true);
    expect(isUnwanted(anOrder(started(), declined, started(2)), 'pay1')).toBe(true);
    expect(isUnwanted(anOrder(started(), authorised()), 'pay1')).toBe(false);
  });
});
