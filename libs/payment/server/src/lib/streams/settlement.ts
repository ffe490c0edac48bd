import { Injectable } from '@nestjs/common';
import { learn, mustRelease, type IntentFact, type PaymentState } from '@mercury/payment/domain';
import { Clock } from '@mercury/shared/util-ids';
import { StripeUnavailableError } from '../stripe/stripe-errors';
import { StripeGateway } from '../stripe/stripe-gateway';
import { PaymentRows } from './payment-rows';
import { Payments } from './payments';

/** Stripe keeps idempotency keys for a day at least: until then a repeated call is the same call. */
const KEY_LIVES_MS = 23 * 3_600_000;
/** Three hours after the last repetition even a slow index of Stripe's is complete. */
const INDEX_COMPLETE_MS = 26 * 3_600_000;
const ROUNDS = 3;

type Started = NonNullable<PaymentState['started']>;

/** Brings a payment and its intent at Stripe together, from wherever the news comes. */
@Injectable()
export class Settlement {
  constructor(
    private readonly payments: Payments,
    private readonly rows: PaymentRows,
    private readonly gateway: StripeGateway,
    private readonly clock: Clock,
  ) {}

  /**
   * Records what Stripe says. What holds money that must not be held is released first, and only then recorded: a crash in
   * between leaves a payment that is looked at again. Throws StripeUnavailableError when the release is not known.
   */
  async settle(paymentId: string, fact: IntentFact, commandId: string): Promise<PaymentState> {
    let known = fact;
    let state = await this.payments.load(paymentId);
    for (let round = 0; round < ROUNDS; round += 1) {
      if (mustRelease(state, known)) known = await this.gateway.cancel(known.intentId as string);
      const news = known;
      state = await this.payments.decide(paymentId, commandId, (current) => learn(current, news));
      // Somebody may have asked to give it up while Stripe was answering.
      if (!mustRelease(state, known)) return state;
    }
    throw new StripeUnavailableError(new Error(`intent ${known.intentId} is not released yet`));
  }

  /**
   * Finds out what has become of an undecided payment, and records it. `patient`: where a call gets no answer, Stripe's
   * index is asked too. Throws StripeUnavailableError when nobody knows yet.
   */
  async resolve(state: PaymentState, commandId: string, { patient = false } = {}): Promise<PaymentState> {
    if (!state.started) return state;
    const fact = await this.ask(state, state.started).catch((error: unknown) =>
      patient ? this.lookUp(state, error) : Promise.reject(error),
    );
    return this.settle(state.started.paymentId, fact, commandId);
  }

  private async ask(state: PaymentState, started: Started): Promise<IntentFact> {
    if (state.intentId !== undefined) {
      const known = await this.gateway.retrieve(state.intentId);
      if (!known) throw new StripeUnavailableError(new Error(`Stripe does not know ${state.intentId}`));
      return known.fact;
    }
    const ageMs = await this.ageMs(started);
    if (ageMs > INDEX_COMPLETE_MS) return (await this.gateway.find(started.paymentId)) ?? neverMade;
    if (ageMs > KEY_LIVES_MS) throw new StripeUnavailableError(new Error('too late to repeat, too early to give up'));
    return state.voidReason === undefined ? this.gateway.authorise(started) : this.gateway.prevent(started);
  }

  /** Stripe may answer a repeated call with its first failure for a day; its index still knows what was done. */
  private async lookUp({ intentId, started }: PaymentState, error: unknown): Promise<IntentFact> {
    const found =
      error instanceof StripeUnavailableError && started && intentId === undefined
        ? await this.gateway.find(started.paymentId)
        : undefined;
    if (!found) throw error;
    return found;
  }

  private async ageMs({ paymentId }: Started): Promise<number> {
    const startedAt = await this.rows.startedAt(paymentId);
    return startedAt ? this.clock.now().getTime() - startedAt.getTime() : 0;
  }
}

/** What is not in the complete index was never made. */
const neverMade: IntentFact = {
  kind: 'declined',
  declineCode: 'not_attempted',
  message: 'The payment could not be made. Nothing was charged.',
};
