import { object, strings, text, type FormObject } from './form';
import { fingerprintOf, freshId } from './ids';
import type { PaymentMethod } from './objects';
import type { EmulatorState } from './state';
import { cardError, invalidRequest, missingResource } from './stripe-error';
import { brandOf, countryOf, namedMethods, passesLuhn } from './test-cards';

/** Payment methods made from cards, as Stripe.js makes them in a browser. */
export class PaymentMethods {
  constructor(
    private readonly state: EmulatorState,
    private readonly now: () => Date,
  ) {}

  create(params: FormObject): PaymentMethod {
    if (text(params, 'type') !== 'card')
      throw invalidRequest('The emulator knows payment methods of type card only.', 'type');
    const card = object(params, 'card');
    const number = (text(card, 'number') ?? '').replaceAll(/[\s-]/g, '');
    this.checkCard(number, Number(text(card, 'exp_month')), fullYear(text(card, 'exp_year')), text(card, 'cvc'));
    return this.add(freshId('pm'), number, {
      expMonth: Number(text(card, 'exp_month')),
      expYear: fullYear(text(card, 'exp_year')),
      billing: object(params, 'billing_details'),
      metadata: strings(params, 'metadata'),
    });
  }

  /** Also finds `pm_card_visa` and its like, which Stripe's test mode knows without their being created. */
  find(id: string): PaymentMethod {
    const known = this.state.methods.get(id);
    if (known) return known;
    const number = namedMethods[id];
    if (!number) throw missingResource('PaymentMethod', id);
    return this.add(id, number, { expMonth: 12, expYear: this.now().getUTCFullYear() + 3, billing: {}, metadata: {} });
  }

  private checkCard(number: string, month: number, year: number, cvc: string | undefined): void {
    const refuse = (code: string, message: string, param: string) => {
      throw cardError({ code, message, param });
    };
    if (!passesLuhn(number)) refuse('incorrect_number', 'Your card number is incorrect.', 'number');
    if (!(month >= 1 && month <= 12))
      refuse('invalid_expiry_month', "Your card's expiration month is invalid.", 'exp_month');
    const today = this.now();
    if (!(year >= today.getUTCFullYear() && year < today.getUTCFullYear() + 50))
      refuse('invalid_expiry_year', "Your card's expiration year is invalid.", 'exp_year');
    if (year === today.getUTCFullYear() && month < today.getUTCMonth() + 1)
      refuse('invalid_expiry_month', "Your card's expiration month is invalid.", 'exp_month');
    if (cvc !== undefined && !/^\d{3,4}$/.test(cvc))
      refuse('invalid_cvc', "Your card's security code is invalid.", 'cvc');
  }

  private add(
    id: string,
    number: string,
    details: { expMonth: number; expYear: number; billing: FormObject; metadata: Record<string, string> },
  ): PaymentMethod {
    const brand = brandOf(number);
    const address = object(details.billing, 'address');
    const method: PaymentMethod = {
      id,
      object: 'payment_method',
      allow_redisplay: 'unspecified',
      billing_details: {
        address: Object.fromEntries(
          ['city', 'country', 'line1', 'line2', 'postal_code', 'state'].map((key) => [key, text(address, key) ?? null]),
        ),
        email: text(details.billing, 'email') ?? null,
        name: text(details.billing, 'name') ?? null,
        phone: text(details.billing, 'phone') ?? null,
        tax_id: null,
      },
      card: {
        brand,
        checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'unchecked' },
        country: countryOf(number),
        display_brand: brand,
        exp_month: details.expMonth,
        exp_year: details.expYear,
        fingerprint: fingerprintOf(number),
        funding: 'credit',
        generated_from: null,
        last4: number.slice(-4),
        networks: { available: [brand], preferred: null },
        three_d_secure_usage: { supported: true },
        wallet: null,
        regulated_status: 'unregulated',
      } as PaymentMethod['card'],
      created: Math.floor(this.now().getTime() / 1000),
      customer: null,
      customer_account: null,
      livemode: false,
      metadata: details.metadata,
      type: 'card',
    };
    this.state.methods.set(id, method);
    this.state.cardNumbers.set(id, number);
    return method;
  }
}

function fullYear(year: string | undefined): number {
  const value = Number(year);
  return value < 100 ? 2000 + value : value;
}
