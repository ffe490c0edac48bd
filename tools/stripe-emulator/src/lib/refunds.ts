import type { EventLog } from './events';
import { strings, text, type FormObject } from './form';
import { freshId } from './ids';
import type { Refund } from './objects';
import { minorUnits } from './payment-intent-object';
import type { PaymentIntents } from './payment-intents';
import type { EmulatorState } from './state';
import { invalidRequest, missingResource } from './stripe-error';

/** Refunds of captured charges, whole or in part, never more than was captured. */
export class Refunds {
  constructor(
    private readonly state: EmulatorState,
    private readonly intents: PaymentIntents,
    private readonly events: EventLog,
    private readonly now: () => Date,
  ) {}

  create(params: FormObject): Refund {
    const intent = this.intents.find(text(params, 'payment_intent') ?? this.intentOf(text(params, 'charge')));
    const charge = this.intents.chargeOf(intent);
    const open = charge.amount_captured - charge.amount_refunded;
    const amount = minorUnits(params, 'amount') ?? open;
    if (!charge.captured)
      throw invalidRequest(`Charge ${charge.id} is not captured.`, undefined, 'charge_not_refundable');
    if (open <= 0)
      throw invalidRequest(`Charge ${charge.id} has already been refunded.`, undefined, 'charge_already_refunded');
    if (amount > open || amount === 0)
      throw invalidRequest(
        `Refund amount (${amount}) is greater than unrefunded amount on charge (${open}).`,
        'amount',
      );
    charge.amount_refunded += amount;
    charge.refunded = charge.amount_refunded === charge.amount_captured;
    const refund: Refund = {
      id: freshId('re'),
      object: 'refund',
      amount,
      balance_transaction: freshId('txn'),
      charge: charge.id,
      created: Math.floor(this.now().getTime() / 1000),
      currency: charge.currency,
      customer: null,
      customer_account: null,
      destination_details: { card: { type: 'refund' }, type: 'card' },
      metadata: strings(params, 'metadata'),
      payment_intent: intent.id,
      payment_method: charge['payment_method'],
      reason: text(params, 'reason') ?? null,
      receipt_number: null,
      source_transfer_reversal: null,
      status: 'succeeded',
      transfer_reversal: null,
    };
    this.state.refunds.set(refund.id, refund);
    this.events.emit('charge.refunded', charge);
    this.events.emit('refund.created', refund);
    return refund;
  }

  find(id: string): Refund {
    const refund = this.state.refunds.get(id);
    if (!refund) throw missingResource('refund', id);
    return refund;
  }

  private intentOf(chargeId: string | undefined): string {
    const charge = chargeId && this.state.charges.get(chargeId);
    if (!charge) throw invalidRequest('One of charge and payment_intent is required.', 'payment_intent');
    return charge.payment_intent;
  }
}
