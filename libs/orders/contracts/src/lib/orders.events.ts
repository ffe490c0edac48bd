import type { ProductImage } from '@mercury/catalog/contracts';

/** Events of stream `orders.cart-<cartId>`. */
export type CartEvent =
  | { type: 'orders.cart.line-added'; data: { variantId: string; productId: string; quantity: number } }
  | { type: 'orders.cart.quantity-changed'; data: { variantId: string; quantity: number } }
  | { type: 'orders.cart.line-removed'; data: { variantId: string } }
  | { type: 'orders.cart.merged'; data: { fromCartId: string; lines: readonly CartEventLine[] } }
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

export interface PlacedOrder {
  readonly orderId: string;
  /** What people quote: `M-7F3K2Q`. */
  readonly number: string;
  readonly cartId: string;
  readonly visitorId: string;
  readonly accountId?: string;
  readonly email: string;
  readonly shippingAddress: ShippingAddress;
  readonly shippingMethod: string;
  readonly lines: readonly OrderLine[];
  readonly totals: OrderTotals;
  readonly holdExpiresAt: string;
}

/** Events of stream `orders.order-<orderId>`. */
export type OrderEvent =
  | { type: 'orders.order.placed'; data: PlacedOrder }
  | { type: 'orders.order.payment-started'; data: { paymentId: string; attempt: number } }
  | { type: 'orders.order.payment-action-required'; data: { paymentId: string; nextActionUrl: string } }
  | { type: 'orders.order.payment-declined'; data: { paymentId: string; declineCode: string } }
  | { type: 'orders.order.payment-authorised'; data: { paymentId: string; amountMinor: number; currency: string } }
  | { type: 'orders.order.risk-assessed'; data: { assessmentId: string; decision: 'approve' | 'review' | 'decline' } }
  | { type: 'orders.order.confirmed'; data: { paymentId: string; amountMinor: number } }
  | { type: 'orders.order.cancelled'; data: { reason: string } }
  | { type: 'orders.order.expired'; data: { heldUntil: string } };
