import type { PaymentEvent } from '@mercury/payment/contracts';
import type { IntentFact } from './intent-fact';
import { paymentAggregate } from './payment';
import { checkCapturable, checkRefundable, learn, mustRelease, requestVoid, startPayment } from './payment.decider';

const ids = { paymentId: 'p', orderId: 'o' };
const attempt = {
  ...ids,
  amountMinor: 4200,
  currency: 'EUR',
  attempt: 1,
  paymentMethodId: 'pm_1',
  returnUrl: 'https://shop.test/orders/o',
};
const started: PaymentEvent = { type: 'payment.payment.started', data: attempt };
const action: IntentFact = { kind: 'action_required', intentId: 'pi', nextActionUrl: 'https://bank.test' };
const authorised: IntentFact = { kind: 'authorised', intentId: 'pi', amountMinor: 4200, currency: 'EUR' };
const declined: IntentFact = { kind: 'declined', intentId: 'pi', declineCode: 'lost_card', message: 'No.' };
const cancelled: IntentFact = { kind: 'cancelled', intentId: 'pi', reason: 'expired' };
const captured: IntentFact = { kind: 'captured', intentId: 'pi', amountMinor: 4200, currency: 'EUR', refunds: [] };
const back = (refundId: string, amountMinor: number) => ({ refundId, amountMinor, reason: 'returned' });

const given = (...events: PaymentEvent[]) => events.reduce(paymentAggregate.evolve, paymentAggregate.initialState());
const after = (...facts: IntentFact[]) =>
  facts.reduce((state, fact) => learn(state, fact).reduce(paymentAggregate.evolve, state), given(started));
const typesOf = (events: readonly PaymentEvent[]) => events.map(({ type }) => type.slice('payment.payment.'.length));
const voiding = (state: ReturnType<typeof given>) =>
  requestVoid(state, 'cancelled').reduce(paymentAggregate.evolve, state);

describe('an attempt to pay', () => {
  it('starts once, whoever asks how often', () => {
    expect(startPayment(given(), attempt)).toEqual([started]);
    expect(startPayment(given(started), attempt)).toEqual([]);
  });

  it('refuses the same attempt with another amount, and an amount of nothing', () => {
    expect(() => startPayment(given(started), { ...attempt, amountMinor: 1 })).toThrow(
      expect.objectContaining({ code: 'payment.attempt_mismatch' }),
    );
    expect(() => startPayment(given(), { ...attempt, amountMinor: 0 })).toThrow(
      expect.objectContaining({ code: 'payment.amount' }),
    );
  });

  it('takes an authorisation with the card that Stripe knows', () => {
    const events = learn(given(started), { ...authorised, cardFingerprint: 'f', cardCountry: 'DE' });
    expect(events).toEqual([
      {
        type: 'payment.payment.authorised',
        data: { ...ids, intentId: 'pi', amountMinor: 4200, currency: 'EUR', cardFingerprint: 'f', cardCountry: 'DE' },
      },
    ]);
  });

  it('asks the shopper, and then takes either outcome', () => {
    expect(after(action)).toMatchObject({ status: 'action_required', nextActionUrl: 'https://bank.test' });
    expect(typesOf(learn(after(action), authorised))).toEqual(['authorised']);
    expect(typesOf(learn(after(action), declined))).toEqual(['declined']);
    expect(after(action, authorised).nextActionUrl).toBeUndefined();
  });

  it.each([
    ['an authorisation twice', [authorised], authorised],
    ['a question after its answer', [authorised], action],
    ['a decline after an authorisation', [authorised], declined],
    ['an authorisation after its capture', [authorised, captured], authorised],
    ['a cancellation after a capture', [authorised, captured], cancelled],
    ['the intent of another payment', [authorised], { ...cancelled, intentId: 'pi_other' }],
    ['an intent that nothing has happened to', [], { kind: 'open', intentId: 'pi' }],
  ] satisfies [string, IntentFact[], IntentFact][])('changes nothing by %s', (_, history, fact) => {
    expect(learn(after(...history), fact)).toEqual([]);
  });

  it('is captured after being authorised only', () => {
    expect(checkCapturable(after(authorised))).toBe(false);
    expect(checkCapturable(after(authorised, captured))).toBe(true);
    for (const state of [given(started), after(action), after(declined), after(cancelled), voiding(after(authorised))])
      expect(() => checkCapturable(state)).toThrow(expect.objectContaining({ code: 'payment.not_capturable' }));
  });

  it('tells the whole story when a capture is the first that is heard', () => {
    expect(typesOf(learn(given(started), captured))).toEqual(['authorised', 'captured']);
  });

  it('is void when its authorisation is gone', () => {
    expect(learn(after(authorised), cancelled)).toEqual([
      { type: 'payment.payment.voided', data: { ...ids, reason: 'expired' } },
    ]);
  });
});

describe('a payment that is to be given up', () => {
  it('is noted once and refuses to be captured money', () => {
    expect(typesOf(requestVoid(after(authorised), 'cancelled'))).toEqual(['void-requested']);
    expect(requestVoid(voiding(after(authorised)), 'again')).toEqual([]);
    expect(requestVoid(after(declined), 'cancelled')).toEqual([]);
    expect(() => requestVoid(after(authorised, captured), 'late')).toThrow(
      expect.objectContaining({ code: 'payment.already_captured' }),
    );
  });

  it('is released before it is void, and never authorised meanwhile', () => {
    const state = voiding(given(started));
    expect(learn(state, authorised)).toEqual([]);
    expect(mustRelease(state, authorised)).toBe(true);
    expect(mustRelease(state, cancelled)).toBe(false);
    expect(learn(state, cancelled)).toMatchObject([{ type: 'payment.payment.voided', data: { reason: 'cancelled' } }]);
  });

  it('releases an authorisation that comes after a decline', () => {
    expect(mustRelease(after(declined), authorised)).toBe(true);
    expect(learn(after(declined), authorised)).toEqual([]);
  });

  it('keeps the truth when the capture was faster', () => {
    expect(typesOf(learn(voiding(after(authorised)), captured))).toEqual(['captured']);
  });
});

describe('a captured payment', () => {
  it('is given back as a whole or in parts, each once', () => {
    const part = after(authorised, { ...captured, refunds: [back('re_1', 200)] });
    expect(part.status).toBe('captured');
    expect(checkRefundable(part)).toBe(false);
    const events = learn(part, { ...captured, refunds: [back('re_1', 200), back('re_2', 4000)] });
    expect(events).toEqual([{ type: 'payment.payment.refunded', data: { ...ids, ...back('re_2', 4000) } }]);
    expect(checkRefundable(events.reduce(paymentAggregate.evolve, part))).toBe(true);
  });

  it('gives nothing back before it has taken something', () => {
    expect(() => checkRefundable(after(authorised))).toThrow(
      expect.objectContaining({ code: 'payment.not_refundable' }),
    );
    expect(() => checkRefundable(given())).toThrow(expect.objectContaining({ code: 'payment.not_found' }));
  });
});
