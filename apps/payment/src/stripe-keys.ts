import { ConfigError } from '@mercury/platform/config';

/** The part of the configuration that has to go together. */
export interface StripeKeys {
  readonly nodeEnv: string;
  readonly stripeSecretKey: string;
  readonly stripePublishableKey: string;
  readonly stripeApiBase?: string;
  readonly stripeAllowEmulator: 'yes' | 'no';
}

const STRIPE = 'https://api.stripe.com';

/** The emulator's address; undefined when payments go to Stripe. */
export function emulatorUrlOf({ stripeApiBase }: Pick<StripeKeys, 'stripeApiBase'>): string | undefined {
  return stripeApiBase === undefined || new URL(stripeApiBase).origin === STRIPE ? undefined : stripeApiBase;
}

/** Throws ConfigError for keys that do not go together: each such mistake would take no money, or give a key away. */
export function checkStripeKeys(keys: StripeKeys): void {
  const emulatorUrl = emulatorUrlOf(keys);
  const emulated = keys.stripeSecretKey.startsWith('sk_test_emulator');
  if (emulatorUrl === undefined && emulated)
    refuse("STRIPE_SECRET_KEY is the emulator's: set STRIPE_API_BASE to its address, or use a key of Stripe.");
  if (emulatorUrl !== undefined && !emulated)
    refuse(
      `STRIPE_SECRET_KEY is a key of Stripe, and STRIPE_API_BASE is ${emulatorUrl}: set STRIPE_API_BASE=${STRIPE}, so that the key goes to nobody else.`,
    );
  if (emulatorUrl !== undefined && keys.nodeEnv === 'production' && keys.stripeAllowEmulator === 'no')
    refuse(
      'The Stripe emulator moves no money and is refused in production. For a rehearsal set STRIPE_ALLOW_EMULATOR=yes.',
    );
  if (isLive(keys.stripeSecretKey) !== isLive(keys.stripePublishableKey))
    refuse('STRIPE_SECRET_KEY and STRIPE_PUBLISHABLE_KEY must both be test keys or both be live keys.');
}

function isLive(key: string): boolean {
  return key.includes('_live_');
}

function refuse(message: string): never {
  throw new ConfigError(`The configuration is not valid:\n  ${message}`);
}
