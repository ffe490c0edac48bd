import fc from 'fast-check';
import type { PaymentEvent } from '@mercury/payment/contracts';
import type { IntentFact } from './intent-fact';
import { paymentAggregate, refundedMinor, type PaymentState } from './payment';
import { checkCapturable, learn, mustRelease, requestVoid, startPayment } from './payment.decider';

const AMOUNT = 1000;
const attempt = {
  paymentId: 'p',
  orderId: 'o',
  amountMinor: AMOUNT,
  currency: 'EUR',
  attempt: 1,
  paymentMethodId: 'pm_1',
  returnUrl: 'https://shop.test',
};

const intentId = fc.constantFrom('pi_1', 'pi_1', 'pi_1', 'pi_2');
const refund = fc.record({
  refundId: fc.constantFrom('re_1', 're_2', 're_3'),
  amountMinor: fc.integer({ min: 1, max: AMOUNT }),
  reason: fc.constant('returned'),
});
const fact: fc.Arbitrary<IntentFact> = fc.oneof(
  fc.record({ kind: fc.constant('open' as const), intentId }),
  fc.record({ kind: fc.constant('action_required' as const), intentId, nextActionUrl: fc.constant('https://bank') }),
  fc.record({
    kind: fc.constant('authorised' as const),
    intentId,
    amountMinor: fc.constant(AMOUNT),
    currency: fc.constant('EUR'),
  }),
  fc.record({
    kind: fc.constant('declined' as const),
    intentId,
    declineCode: fc.constant('lost_card'),
    message: fc.constant('No.'),
  }),
  fc.record({
    kind: fc.constant('captured' as const),
    intentId,
    amountMinor: fc.constant(AMOUNT),
    currency: fc.constant('EUR'),
    refunds: fc.array(refund, { maxLength: 3 }),
  }),
  fc.record({ kind: fc.constant('cancelled' as const), intentId, reason: fc.constant('expired') }),
);
type Step = 'start' | 'void' | IntentFact;
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom('start' as const, 'void' as const) },
  { weight: 4, arbitrary: fact },
);

function decide(state: PaymentState, next: Step): PaymentEvent[] {
  try {
    if (next === 'start') return startPayment(state, attempt);
    return next === 'void' ? requestVoid(state, 'cancelled') : learn(state, next);
  } catch {
    // A refusal changes nothing.
    return [];
  }
}

describe('a payment, whatever is asked and heard in whatever order', () => {
  it('is captured once at most, never after it was void, and gives back no more than it took', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let state = paymentAggregate.initialState();
        const types: string[] = [];
        for (const next of steps) {
          const events = decide(state, next);
          // Only the truth of a capture may follow a wish to give up; an authorisation never does.
          if (state.voidReason !== undefined && !events.some(({ type }) => type.endsWith('.captured')))
            expect(events.some(({ type }) => type.endsWith('.authorised'))).toBe(false);
          state = events.reduce(paymentAggregate.evolve, state);
          types.push(...events.map(({ type }) => type));
          expect(refundedMinor(state)).toBeLessThanOrEqual(state.capturedMinor);
        }
        const count = (name: string) => types.filter((type) => type === `payment.payment.${name}`).length;
        for (const once of ['started', 'authorised', 'captured', 'voided', 'declined', 'void-requested'])
          expect(count(once)).toBeLessThanOrEqual(1);
        expect(count('captured') + count('voided') + count('declined')).toBeLessThanOrEqual(1);
      }),
      { numRuns: 1_000 },
    );
  });

  it('never holds money for what ended without a sale: every live intent of it is to be released', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const state = ['start' as const, ...steps].reduce(
          (folded, next) => decide(folded, next).reduce(paymentAggregate.evolve, folded),
          paymentAggregate.initialState(),
        );
        const held: IntentFact = {
          kind: 'authorised',
          intentId: state.intentId ?? 'pi_1',
          amountMinor: AMOUNT,
          currency: 'EUR',
        };
        const givenUp = state.status === 'declined' || state.status === 'voided' || state.voidReason !== undefined;
        const ended = givenUp && state.capturedMinor === 0;
        expect(mustRelease(state, held)).toBe(ended);
        if (ended) expect(() => checkCapturable(state)).toThrow();
      }),
      { numRuns: 1_000 },
    );
  });
});
