import Stripe from 'stripe';
import type { PaymentOptions } from '../payment.options';

/**
 * The SDK, for Stripe or for the emulator. One repetition of its own, always under the call's idempotency key; without
 * telemetry, so that nothing but payments leaves the house.
 */
export function stripeClient({ secretKey, emulatorUrl, attemptTimeoutMs = 3_500 }: PaymentOptions): Stripe {
  const base = emulatorUrl === undefined ? undefined : new URL(emulatorUrl);
  return new Stripe(secretKey, {
    timeout: attemptTimeoutMs,
    maxNetworkRetries: 1,
    telemetry: false,
    appInfo: { name: 'Mercury' },
    ...(base && {
      host: base.hostname,
      port: base.port || (base.protocol === 'https:' ? 443 : 80),
      protocol: base.protocol === 'https:' ? ('https' as const) : ('http' as const),
    }),
  });
}
