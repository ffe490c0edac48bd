import { checkStripeKeys, emulatorUrlOf, type StripeKeys } from './stripe-keys';

const emulated: StripeKeys = {
  nodeEnv: 'development',
  stripeSecretKey: 'sk_test_emulator',
  stripePublishableKey: 'pk_test_emulator',
  stripeApiBase: 'http://127.0.0.1:3107',
  stripeAllowEmulator: 'no',
};
const live: StripeKeys = {
  nodeEnv: 'production',
  stripeSecretKey: 'sk_live_1',
  stripePublishableKey: 'pk_live_1',
  stripeAllowEmulator: 'no',
};

describe('the keys of a Stripe account', () => {
  it.each([
    ['the emulator in development', emulated],
    [
      'the emulator in production, when somebody says so',
      { ...emulated, nodeEnv: 'production', stripeAllowEmulator: 'yes' },
    ],
    ['live keys', live],
    ["live keys and Stripe's own address", { ...live, stripeApiBase: 'https://api.stripe.com' }],
    ['test keys in production', { ...live, stripeSecretKey: 'rk_test_1', stripePublishableKey: 'pk_test_1' }],
  ] satisfies [string, StripeKeys][])('may be %s', (_, keys) => {
    expect(() => checkStripeKeys(keys)).not.toThrow();
  });

  it.each([
    ['the emulator in production', { ...emulated, nodeEnv: 'production' }, 'STRIPE_ALLOW_EMULATOR'],
    ["the emulator's key for Stripe", { ...emulated, stripeApiBase: undefined }, "the emulator's"],
    ['a key of Stripe for another address', { ...live, stripeApiBase: 'http://127.0.0.1:3107' }, 'nobody else'],
    ['a live key beside a test key', { ...live, stripePublishableKey: 'pk_test_1' }, 'both'],
  ] satisfies [string, StripeKeys, string][])('are refused: %s', (_, keys, remedy) => {
    expect(() => checkStripeKeys(keys)).toThrow(remedy);
  });

  it('tell whether payments go to Stripe', () => {
    expect(emulatorUrlOf(emulated)).toBe('http://127.0.0.1:3107');
    expect(emulatorUrlOf({ stripeApiBase: 'https://api.stripe.com/' })).toBeUndefined();
    expect(emulatorUrlOf({})).toBeUndefined();
  });
});
