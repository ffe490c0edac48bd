import type { LimitBudgets } from './limits/limit-budgets';

export interface GatewayOptions {
  readonly production: boolean;
  /** Where browsers reach the shop, without a slash at the end. */
  readonly publicUrl: string;
  /** Signs visitor ids and CSRF tokens. */
  readonly sessionSecret: string;
  /** Lifts rate limits for whoever shows it; ignored in production. */
  readonly simulatorKey?: string;
  /** Stripe's emulator, when the shop runs against one. */
  readonly stripeApiBase?: string;
  readonly redisUrl: string;
  /** Metrics and startup are served here alone. */
  readonly internalPort: number;
  /** Whose X-Forwarded-For is believed: Express' `trust proxy` names or networks. */
  readonly trustedProxies: readonly string[];
  /** What Redis keys begin with. */
  readonly keyPrefix: string;
  /** Other rate limits than the usual ones. */
  readonly budgets?: Partial<LimitBudgets>;
}

export const GATEWAY_OPTIONS = Symbol('GATEWAY_OPTIONS');
