import Stripe from 'stripe';
import type { Emulator } from './emulator';

/** The real SDK, pointed at an emulator. */
export function sdkFor(emulator: Emulator, key = 'sk_test_emulator'): Stripe {
  const { hostname, port } = new URL(emulator.url);
  return new Stripe(key, {
    host: hostname,
    port: Number(port),
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
  });
}

export const visa = { number: '4242424242424242', exp_month: 12, exp_year: 2034, cvc: '123' };

export function methodOf(stripe: Stripe, number: string): Promise<Stripe.PaymentMethod> {
  return stripe.paymentMethods.create({ type: 'card', card: { ...visa, number } });
}
