import type Stripe from 'stripe';
import { Injectable } from '@nestjs/common';
import type { IntentFact, PaymentState } from '@mercury/payment/domain';
import { declineFact, expanded, factOf } from './intent-facts';
import { StripeCalls } from './stripe-calls';
import { isCardError, isKeyTaken, isRefusal, StripeUnavailableError } from './stripe-errors';

type Started = NonNullable<PaymentState['started']>;

/** An intent as it is now, and the payment that its metadata names. */
export interface KnownIntent {
  readonly fact: IntentFact;
  readonly paymentId?: string;
}

/**
 * What payments ask of Stripe. Each call may be repeated: an idempotency key made of the payment and the step gives the
 * first answer again, or the state of the intent refuses the second time and is then read.
 */
@Injectable()
export class StripeGateway {
  constructor(private readonly calls: StripeCalls) {}

  /** Creates and confirms the intent. A decline is a fact; StripeUnavailableError means that the outcome is not known. */
  async authorise(payment: Started): Promise<IntentFact> {
    const params = { ...intentOf(payment), confirm: true, return_url: payment.returnUrl, ...expanded };
    try {
      const intent = await this.calls.run('authorise', (stripe) =>
        stripe.paymentIntents.create(params, keyOf(payment.paymentId, 'authorise')),
      );
      return factOf(intent);
    } catch (error) {
      if (isRefusal(error)) return refusalFact(error);
      throw isKeyTaken(error) ? new StripeUnavailableError(error) : error;
    }
  }

  /**
   * Makes sure that a call whose outcome is not known never takes money, without making it: an unconfirmed intent takes
   * its idempotency key, and is cancelled. Stripe refuses the key when the call had been made: then its intent is found.
   */
  async prevent(payment: Started): Promise<IntentFact> {
    try {
      const intent = await this.calls.run('prevent', (stripe) =>
        stripe.paymentIntents.create(intentOf(payment), keyOf(payment.paymentId, 'authorise')),
      );
      return await this.cancel(intent.id);
    } catch (error) {
      if (isRefusal(error)) return refusalFact(error);
      if (!isKeyTaken(error)) throw error;
      const found = await this.find(payment.paymentId);
      if (!found) throw new StripeUnavailableError(error);
      return found;
    }
  }

  /** The intent of a payment by its metadata. Stripe's index lags by seconds, in bad hours by an hour. */
  async find(paymentId: string): Promise<IntentFact | undefined> {
    const query = `metadata['paymentId']:'${paymentId}'`;
    const { data } = await this.calls.run('find', (stripe) => stripe.paymentIntents.search({ query, limit: 1 }));
    return data[0] && (await this.retrieve(data[0].id))?.fact;
  }

  /** The intent as it is now, with its refunds; undefined when Stripe knows none of this id. */
  async retrieve(intentId: string): Promise<KnownIntent | undefined> {
    try {
      const intent = await this.calls.run('retrieve', (stripe) => stripe.paymentIntents.retrieve(intentId, expanded));
      const refunds = hasRefunds(intent)
        ? await this.calls.run('list_refunds', (stripe) =>
            stripe.refunds.list({ payment_intent: intentId, limit: 100 }),
          )
        : undefined;
      return { fact: factOf(intent, refunds?.data), paymentId: intent.metadata['paymentId'] };
    } catch (error) {
      if (isRefusal(error) && error.code === 'resource_missing') return undefined;
      throw error;
    }
  }

  /** Takes what was authorised. Where Stripe refuses, the intent is read: captured before, or gone. */
  async capture(paymentId: string, intentId: string): Promise<IntentFact> {
    try {
      const params = { ...expanded };
      const intent = await this.calls.run('capture', (stripe) =>
        stripe.paymentIntents.capture(intentId, params, keyOf(paymentId, 'capture')),
      );
      return factOf(intent);
    } catch (error) {
      return this.present(intentId, error);
    }
  }

  /** Lets go of what is held. No key: a cancelled intent refuses the second time, and a stored refusal would stay for a day. */
  async cancel(intentId: string): Promise<IntentFact> {
    try {
      return factOf(await this.calls.run('cancel', (stripe) => stripe.paymentIntents.cancel(intentId)));
    } catch (error) {
      return this.present(intentId, error);
    }
  }

  /** Gives back what is left of a captured payment; the fact lists all refunds. */
  async refund(paymentId: string, intentId: string, reason: string): Promise<IntentFact> {
    const params = { payment_intent: intentId, metadata: { paymentId, reason: reason.slice(0, 500) } };
    try {
      await this.calls.run('refund', (stripe) => stripe.refunds.create(params, keyOf(paymentId, 'refund')));
    } catch (error) {
      return this.present(intentId, error);
    }
    return this.present(intentId);
  }

  private async present(intentId: string, error?: unknown): Promise<IntentFact> {
    if (error !== undefined && !isRefusal(error) && !isKeyTaken(error)) throw error;
    const known = await this.retrieve(intentId);
    if (!known) throw new StripeUnavailableError(error ?? new Error(`no intent ${intentId}`));
    return known.fact;
  }
}

function intentOf(payment: Started): Stripe.PaymentIntentCreateParams {
  const { paymentId, orderId } = payment;
  return {
    amount: payment.amountMinor,
    currency: payment.currency.toLowerCase(),
    capture_method: 'manual',
    allowed_payment_method_types: ['card'],
    payment_method: payment.paymentMethodId,
    metadata: { paymentId, orderId },
  };
}

/** The bank's words are for the shopper. Stripe's about our request are not: they name parameters and ids. */
function refusalFact(error: Stripe.errors.StripeError): IntentFact {
  const message = isCardError(error) ? error.message : 'This card could not be used. Please enter it again.';
  const { code, decline_code } = error;
  return declineFact({ code, decline_code, message }, error.payment_intent?.id);
}

function keyOf(paymentId: string, step: string): Stripe.RequestOptions {
  return { idempotencyKey: `mercury:${paymentId}:${step}` };
}

function hasRefunds({ latest_charge: charge }: Stripe.PaymentIntent): boolean {
  return typeof charge === 'object' && (charge?.amount_refunded ?? 0) > 0;
}
