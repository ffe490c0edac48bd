import type { PaymentToJudge } from '@mercury/risk/domain';

export const DAY_MS = 86_400_000;

/** An invented payment with the truth about it. */
export interface ShopPayment extends PaymentToJudge {
  readonly card: string;
  readonly orderDeclines: number;
  readonly fraud: boolean;
}

/** Somebody who buys: what they usually spend, how often, with which card, from where. */
export interface Shopper {
  readonly key: string;
  readonly card: string;
  readonly cardCountry: string;
  readonly country: string;
  readonly typicalMinor: number;
  readonly perDay: number;
  readonly firstDay: number;
}
