import { freshId } from './ids';
import type { Charge, PaymentIntent, PaymentMethod } from './objects';
import type { CardBehaviour } from './test-cards';

/** A charge, good or failed, with the fields of Stripe's. */
export function buildCharge(
  intent: PaymentIntent,
  method: PaymentMethod,
  options: { at: number; authenticated: boolean; decline?: CardBehaviour['decline'] },
): Charge {
  const { decline } = options;
  const captured = !decline && intent.capture_method !== 'manual';
  return {
    id: freshId('ch'),
    object: 'charge',
    amount: intent.amount,
    amount_captured: captured ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: captured ? freshId('txn') : null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: 'MERCURY (TEST)',
    captured,
    created: options.at,
    currency: intent.currency,
    customer: null,
    description: intent['description'] ?? null,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: outcomeOf(decline),
    paid: !decline,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: {
      type: 'card',
      card: {
        ...method.card,
        amount_authorized: decline ? null : intent.amount,
        authorization_code: decline ? null : '123456',
        capture_before: decline || captured ? undefined : options.at + 7 * 86_400,
        checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: decline ? null : 'pass' },
        network: method.card.brand,
        installments: null,
        mandate: null,
        three_d_secure: options.authenticated
          ? { authentication_flow: 'challenge', result: 'authenticated', version: '2.2.0' }
          : null,
      },
    },
    receipt_email: null,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    refunds: null,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: decline ? 'failed' : 'succeeded',
    transfer_data: null,
    transfer_group: null,
  };
}

function outcomeOf(decline: CardBehaviour['decline']): object {
  if (!decline)
    return {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: 'approved_by_network',
      reason: null,
      risk_level: 'normal',
      seller_message: 'Payment complete.',
      type: 'authorized',
    };
  const blocked = decline.declineCode === 'fraudulent';
  return {
    advice_code: 'try_again_later',
    network_advice_code: null,
    network_decline_code: null,
    network_status: blocked ? 'not_sent_to_network' : 'declined_by_network',
    reason: decline.declineCode,
    risk_level: blocked ? 'highest' : 'normal',
    seller_message: `The bank returned the decline code \`${decline.declineCode}\`.`,
    type: blocked ? 'blocked' : 'issuer_declined',
  };
}
