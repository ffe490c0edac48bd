import { buildCharge } from './charges';
import type { EventLog } from './events';
import { strings, text, type FormObject } from './form';
import { freshId } from './ids';
import type { Charge, PaymentIntent } from './objects';
import { buildIntent, minorUnits } from './payment-intent-object';
import type { PaymentMethods } from './payment-methods';
import type { EmulatorState } from './state';
import { cardError, invalidRequest, missingResource } from './stripe-error';
import { behaviourOf } from './test-cards';

/** The life of a payment intent: the transitions that Stripe allows, and an error for every other. */
export class PaymentIntents {
  constructor(
    private readonly state: EmulatorState,
    private readonly methods: PaymentMethods,
    private readonly events: EventLog,
    private readonly now: () => Date,
    private readonly challengeUrl: (intent: PaymentIntent) => string,
  ) {}

  create(params: FormObject): PaymentIntent {
    const method = text(params, 'payment_method');
    if (method) this.methods.find(method);
    const intent = buildIntent(params, this.seconds());
    if (text(params, 'confirm') === 'true' && !method)
      throw invalidRequest('You cannot confirm without a payment method.', 'payment_method', 'parameter_missing');
    this.state.intents.set(intent.id, intent);
    this.events.emit('payment_intent.created', intent);
    return text(params, 'confirm') === 'true' ? this.confirm(intent.id, params) : intent;
  }

  find(id: string): PaymentIntent {
    const intent = this.state.intents.get(id);
    if (!intent) throw missingResource('payment_intent', id);
    return intent;
  }

  confirm(id: string, params: FormObject): PaymentIntent {
    const intent = this.find(id);
    if (!['requires_payment_method', 'requires_confirmation'].includes(intent.status))
      throw unexpected(intent, 'confirm');
    const methodId = text(params, 'payment_method') ?? intent.payment_method;
    if (!methodId) throw invalidRequest('A payment method is missing.', 'payment_method', 'parameter_missing');
    intent.payment_method = this.methods.find(methodId).id;
    intent.last_payment_error = null;
    const returnUrl = text(params, 'return_url');
    if (!behaviourOf(this.number(intent)).challenge) return this.charge(intent, false);
    intent.status = 'requires_action';
    intent.next_action = {
      type: 'redirect_to_url',
      redirect_to_url: { return_url: returnUrl ?? null, url: this.challengeUrl(intent) },
    };
    this.events.emit('payment_intent.requires_action', intent);
    return intent;
  }

  /** The shopper's answer to the 3-D Secure challenge. A second answer changes nothing. */
  answerChallenge(id: string, approved: boolean): PaymentIntent {
    const intent = this.find(id);
    if (intent.status !== 'requires_action') return intent;
    intent.next_action = null;
    if (!approved) return this.fail(intent, null, authenticationFailure);
    try {
      return this.charge(intent, true);
    } catch {
      return intent;
    }
  }

  capture(id: string, params: FormObject): PaymentIntent {
    const intent = this.find(id);
    if (intent.status !== 'requires_capture') throw unexpected(intent, 'capture');
    const amount = minorUnits(params, 'amount_to_capture') ?? intent.amount_capturable;
    if (amount > intent.amount_capturable)
      throw invalidRequest('The amount to capture is more than what was authorised.', 'amount_to_capture');
    const charge = this.chargeOf(intent);
    Object.assign(charge, { captured: true, amount_captured: amount, balance_transaction: freshId('txn') });
    Object.assign(intent, { status: 'succeeded', amount_capturable: 0, amount_received: amount });
    this.events.emit('charge.captured', charge);
    this.events.emit('payment_intent.succeeded', intent);
    return intent;
  }

  cancel(id: string, params: FormObject): PaymentIntent {
    const intent = this.find(id);
    if (['succeeded', 'canceled'].includes(intent.status)) throw unexpected(intent, 'cancel');
    if (intent.status === 'requires_capture') {
      const charge = this.chargeOf(intent);
      Object.assign(charge, { refunded: true, amount_refunded: charge.amount });
      this.events.emit('charge.refunded', charge);
    }
    Object.assign(intent, {
      status: 'canceled',
      amount_capturable: 0,
      next_action: null,
      canceled_at: this.seconds(),
      cancellation_reason: text(params, 'cancellation_reason') ?? null,
    });
    this.events.emit('payment_intent.canceled', intent);
    return intent;
  }

  update(id: string, params: FormObject): PaymentIntent {
    const intent = this.find(id);
    const changed = { ...intent, metadata: { ...intent.metadata, ...strings(params, 'metadata') } };
    this.state.intents.set(id, changed);
    return changed;
  }

  chargeOf(intent: PaymentIntent): Charge {
    const charge = intent.latest_charge && this.state.charges.get(intent.latest_charge);
    if (!charge) throw missingResource('charge', String(intent.latest_charge));
    return charge;
  }

  private charge(intent: PaymentIntent, authenticated: boolean): PaymentIntent {
    const method = this.methods.find(String(intent.payment_method));
    const { decline } = behaviourOf(this.number(intent));
    const charge = buildCharge(intent, method, { at: this.seconds(), authenticated, decline });
    this.state.charges.set(charge.id, charge);
    intent.latest_charge = charge.id;
    if (decline) {
      this.events.emit('charge.failed', charge);
      const { code, declineCode, message } = decline;
      this.fail(intent, charge.id, { code, decline_code: declineCode, message });
      throw cardError({
        code,
        decline_code: declineCode,
        message,
        charge: charge.id,
        payment_intent: structuredClone(intent),
        payment_method: method,
      });
    }
    const manual = intent.capture_method === 'manual';
    Object.assign(intent, {
      status: manual ? 'requires_capture' : 'succeeded',
      amount_capturable: manual ? intent.amount : 0,
      amount_received: manual ? 0 : intent.amount,
    });
    this.events.emit('charge.succeeded', charge);
    this.events.emit(manual ? 'payment_intent.amount_capturable_updated' : 'payment_intent.succeeded', intent);
    return intent;
  }

  private fail(
    intent: PaymentIntent,
    charge: string | null,
    error: { code: string; decline_code?: string; message: string },
  ): PaymentIntent {
    const method = intent.payment_method && this.state.methods.get(intent.payment_method);
    intent.last_payment_error = { type: 'card_error', ...error, ...(charge && { charge }), payment_method: method };
    intent.status = 'requires_payment_method';
    intent.payment_method = null;
    this.events.emit('payment_intent.payment_failed', intent);
    return intent;
  }

  private number(intent: PaymentIntent): string {
    return this.state.cardNumbers.get(String(intent.payment_method)) ?? '';
  }

  private seconds(): number {
    return Math.floor(this.now().getTime() / 1000);
  }
}

const authenticationFailure = {
  code: 'payment_intent_authentication_failure',
  message: 'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
};

function unexpected(intent: PaymentIntent, action: string) {
  return invalidRequest(
    `You cannot ${action} this PaymentIntent because it has a status of ${intent.status}.`,
    undefined,
    'payment_intent_unexpected_state',
  );
}
