import { list, strings, text, type FormObject } from './form';
import { freshId } from './ids';
import type { PaymentIntent } from './objects';
import { invalidRequest } from './stripe-error';

const CAPTURE_METHODS = ['automatic', 'automatic_async', 'manual'];

/** A new payment intent with the fields of Stripe's, from checked parameters. */
export function buildIntent(params: FormObject, created: number): PaymentIntent {
  const id = freshId('pi');
  const amount = minorUnits(params, 'amount');
  const currency = text(params, 'currency')?.toLowerCase();
  const captureMethod = text(params, 'capture_method') ?? 'automatic';
  if (amount === undefined) throw invalidRequest('Missing required param: amount.', 'amount', 'parameter_missing');
  if (!currency) throw invalidRequest('Missing required param: currency.', 'currency', 'parameter_missing');
  if (!/^[a-z]{3}$/.test(currency)) throw invalidRequest(`Invalid currency: ${currency}.`, 'currency');
  if (amount < 50) throw invalidRequest('Amount must convert to at least 50 cents.', 'amount', 'amount_too_small');
  if (!CAPTURE_METHODS.includes(captureMethod))
    throw invalidRequest(`Invalid capture_method: ${captureMethod}.`, 'capture_method');
  const types = ['allowed_payment_method_types', 'payment_method_types'].flatMap((name) => list(params, name));
  return {
    id,
    object: 'payment_intent',
    amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: types.length > 0 ? null : { allow_redirects: 'always', enabled: true },
    canceled_at: null,
    cancellation_reason: null,
    capture_method: captureMethod,
    client_secret: `${id}_${freshId('secret')}`,
    confirmation_method: 'automatic',
    created,
    currency,
    customer: null,
    customer_account: null,
    description: text(params, 'description') ?? null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: strings(params, 'metadata'),
    next_action: null,
    on_behalf_of: null,
    payment_method: text(params, 'payment_method') ?? null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: { installments: null, mandate_options: null, network: null, request_three_d_secure: 'automatic' },
    },
    payment_method_types: types.length > 0 ? types : ['card'],
    processing: null,
    receipt_email: text(params, 'receipt_email') ?? null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: text(params, 'payment_method') ? 'requires_confirmation' : 'requires_payment_method',
    transfer_data: null,
    transfer_group: null,
  };
}

/** A whole number of the currency's smallest unit, or an error in Stripe's words. */
export function minorUnits(params: FormObject, key: string): number | undefined {
  const value = text(params, key);
  if (value === undefined) return undefined;
  if (!/^\d{1,12}$/.test(value)) throw invalidRequest(`Invalid integer: ${value}`, key, 'parameter_invalid_integer');
  return Number(value);
}
