import type { ProductImage } from '@mercury/catalog/contracts';

/** Events of stream `orders.cart-<cartId>`. */
export type CartEvent =
  | { type: 'orders.cart.line-added'; data: { variantId: string; productId: string; quantity: number } }
  | { type: 'orders.cart.quantity-changed'; data: { variantId: string; quantity: number } }
  | { type: 'orders.cart.line-removed'; data: { variantId: string } }
  /** `lines`: what came over, with the units that were added (a line holds at most 99). */
  | { type: 'orders.cart.merged'; data: { fromCartId: string; lines: readonly CartEventLine[] } }
  /** The other side of a merge, in the same append: this cart is empty from here on. */
  | { type: 'orders.cart.merged-away'; data: { intoCartId: string } }
  | { type: 'orders.cart.checked-out'; data: { orderId: string } };

export interface CartEventLine {
  readonly variantId: string;
  readonly productId: string;
  readonly quantity: number;
}

/** A line as it was bought: names and prices are copied, since the catalogue moves on. */
export interface OrderLine {
  readonly variantId: string;
  readonly productId: string;
  readonly slug: string;
  readonly title: string;
  readonly options: Readonly<Record<string, string>>;
  readonly image: ProductImage;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  readonly lineTotalMinor: number;
}

/** All in minor units of `currency`. Prices include tax; `taxMinor` says how much of the total it is. */
export interface OrderTotals {
  readonly currency: string;
  readonly itemsMinor: number;
  readonly shippingMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
}

export interface ShippingAddress {
  readonly name: string;
  readonly line1: string;
  readonly line2?: string;
  readonly city: string;
  readonly postalCode: string;
  readonly country: string;
  readonly phone?: string;
}

/**
 * A personal field, sealed with its buyer's own key (`s` the buyer, `k` the key, `c` the text): readers pass it on as it is;
 * only orders opens it. Erasing the key erases the buyer from every event.
 */
export interface SealedField {
  readonly s: string;
  readonly k: string;
  readonly c: string;
}

export interface PlacedOrder {
  readonly orderId: string;
  /** What people quote: `M-7F3K2Q`. */
  readonly number: string;
  readonly cartId: string;
  readonly visitorId: string;
  readonly accountId?: string;
  /** Sealed; in the clear in events that were raised from version 1. */
  readonly email: SealedField | string;
  /** Sealed; in the clear in events that were raised from version 1. */
  readonly shippingAddress: SealedField | ShippingAddress;
  /** What tax and risk need of the address: ISO 3166-1 alpha-2. */
  readonly shippingCountry: string;
  /** Whose purchases count together for risk: the account, else the pseudonym of the e-mail address. */
  readonly customerKey: string;
  readonly shippingMethod: string;
  readonly lines: readonly OrderLine[];
  readonly totals: OrderTotals;
  /** The catalogue's hold on the lines, made before the order was placed. */
  readonly holdId: string;
  readonly holdExpiresAt: string;
}

/** What was bought, for readers that need no more: trending, recommendations, analytics. */
export interface PurchasedLine {
  readonly productId: string;
  readonly variantId: string;
  readonly quantity: number;
  readonly lineTotalMinor: number;
}

/** Why an order ended without a sale. `payment_lost`: the authorisation was gone when it was to be captured. */
export type CancelReason =
  'by_customer' | 'by_staff' | 'risk_declined' | 'review_declined' | 'amount_mismatch' | 'sold_out' | 'payment_lost';

/** Who judged an order: the model, the rule by amount that stands in for it, or a person. */
export type RiskJudge = 'model' | 'rule' | 'reviewer';

/** Money that is set aside for an order, and what the risk model wants to know of its card. */
export interface AuthorisedPayment {
  readonly paymentId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly cardFingerprint?: string;
  readonly cardCountry?: string;
}

/** Events of stream `orders.order-<orderId>`; each names its order, so that a reader needs no other. */
export type OrderEvent =
  | { type: 'orders.order.placed'; data: PlacedOrder }
  | {
      type: 'orders.order.payment-started';
      data: { orderId: string; paymentId: string; attempt: number; paymentMethodId: string; returnUrl: string };
    }
  | {
      type: 'orders.order.payment-action-required';
      data: { orderId: string; paymentId: string; nextActionUrl: string };
    }
  | {
      type: 'orders.order.payment-declined';
      data: { orderId: string; paymentId: string; declineCode: string; message?: string };
    }
  | { type: 'orders.order.payment-authorised'; data: AuthorisedPayment & { orderId: string } }
  | {
      type: 'orders.order.risk-assessed';
      data: {
        orderId: string;
        assessmentId: string | null;
        paymentId: string;
        decision: 'approve' | 'review' | 'decline';
        decidedBy: RiskJudge;
      };
    }
  /** The hold had run out while the order was looked at, and the stock was still free. */
  | { type: 'orders.order.hold-renewed'; data: { orderId: string; holdId: string; holdExpiresAt: string } }
  /** The hold has become a sale; the money is taken next. */
  | { type: 'orders.order.stock-committed'; data: { orderId: string; holdId: string } }
  | {
      type: 'orders.order.confirmed';
      data: {
        orderId: string;
        paymentId: string;
        amountMinor: number;
        currency: string;
        visitorId: string;
        accountId?: string;
        lines: readonly PurchasedLine[];
      };
    }
  | { type: 'orders.order.cancelled'; data: { orderId: string; reason: CancelReason; note?: string } }
  | { type: 'orders.order.expired'; data: { orderId: string; heldUntil: string } }
  /** An order that ended has given everything back: its stock is free again and no payment is open. */
  | {
      type: 'orders.order.unwound';
      data: { orderId: string; paymentId: string | null; holdIds: readonly string[] };
    };
