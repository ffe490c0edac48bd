/** A payment that somebody made before, as far as velocity goes. Amounts are integer minor units, times are UTC. */
export interface PastPayment {
  readonly atMs: number;
  readonly amountMinor: number;
}

/** A payment of the same card, with who made it. */
export interface CardPayment extends PastPayment {
  readonly customerKey: string;
}

/** The payment that is judged now. */
export interface PaymentToJudge extends PastPayment {
  readonly customerKey: string;
  /** Two-letter countries; a card may keep its country to itself. */
  readonly shippingCountry: string;
  readonly cardCountry?: string;
}

/** What is known about a payment's customer, card and order when it is judged. */
export interface PaymentHistory {
  /** The customer's payments of the longest window at least, in any order. */
  readonly customer: readonly PastPayment[];
  /** How many payments of the customer were judged before, however long ago. */
  readonly customerPayments: number;
  readonly usual: UsualAmount;
  /** The card's payments of the longest window at least; empty when the card is not known. */
  readonly card: readonly CardPayment[];
  /** Payments of the same order that the bank declined before. */
  readonly orderDeclines: number;
}

/** The customer's accepted amounts: their number and their sum. */
export interface UsualAmount {
  readonly count: number;
  readonly sumMinor: number;
}
