import { IsIn, IsOptional, IsUrl, Matches } from 'class-validator';
import { loadConfig, PlatformConfig } from '@mercury/platform/config';
import { checkStripeKeys } from './stripe-keys';

/** What the payment service needs to know. There are no default keys: a shop that takes money says whose account it is. */
export class PaymentConfig extends PlatformConfig {
  override internalPort = 3103;

  @Matches(/^(sk|rk)_(test|live)_\w+$/, { message: 'must be a secret key of Stripe (sk_…), or sk_test_emulator' })
  stripeSecretKey!: string;

  @Matches(/^pk_(test|live)_\w+$/, { message: 'must be a publishable key of Stripe (pk_…), or pk_test_emulator' })
  stripePublishableKey!: string;

  @Matches(/^whsec_\w{8,}$/, { message: 'must be the signing secret of the webhook endpoint (whsec_…)' })
  stripeWebhookSecret!: string;

  /** Where the emulator is; without it, or with https://api.stripe.com, calls go to Stripe. */
  @IsOptional()
  @IsUrl({ require_tld: false })
  stripeApiBase?: string;

  /** `yes` lets the emulator, which moves no money, run although NODE_ENV is production: for rehearsals. */
  @IsIn(['yes', 'no'])
  stripeAllowEmulator: 'yes' | 'no' = 'no';
}

export const config = loadConfig(PaymentConfig);
checkStripeKeys(config);
