import type { VariantQuote } from '@mercury/catalog/contracts';
import type { OrderLine, OrderTotals, ShippingAddress } from './orders.events';

export interface CartLineView {
  readonly variant: VariantQuote;
  readonly quantity: number;
  readonly lineTotalMinor: number;
  /** Set when fewer units are free than the line asks for. */
  readonly problem?: 'sold_out' | 'short';
}

export interface CartView {
  readonly cartId: string;
  readonly version: number;
  readonly lines: readonly CartLineView[];
  readonly itemCount: number;
  readonly subtotalMinor: number;
  readonly currency: string;
}

export interface ShippingMethod {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly priceMinor: number;
  readonly currency: string;
  /** From this sum of items on the method costs nothing. */
  readonly freeFromMinor?: number;
}

export type OrderStatus =
  | 'awaiting_payment'
  | 'payment_processing'
  | 'action_required'
  | 'checking'
  | 'in_review'
  | 'confirmed'
  | 'cancelled'
  | 'expired';

/** One step of an order, straight from its events. */
export interface OrderTimelineEntry {
  readonly at: string;
  readonly type: string;
  readonly title: string;
  readonly detail?: string;
}

export interface OrderView {
  readonly orderId: string;
  readonly number: string;
  readonly version: number;
  readonly status: OrderStatus;
  readonly placedAt: string;
  /** Null once the buyer was forgotten. */
  readonly email: string | null;
  /** Null once the buyer was forgotten. */
  readonly shippingAddress: ShippingAddress | null;
  readonly shippingMethod: ShippingMethod;
  readonly lines: readonly OrderLine[];
  readonly totals: OrderTotals;
  readonly holdExpiresAt: string;
  /** Why the last attempt to pay failed, for the shopper; the order can be paid again while it awaits payment. */
  readonly lastDecline?: string;
  readonly nextActionUrl?: string;
  readonly timeline: readonly OrderTimelineEntry[];
}

export interface OrderListItem {
  readonly orderId: string;
  readonly number: string;
  readonly status: OrderStatus;
  readonly placedAt: string;
  readonly totals: OrderTotals;
  readonly itemCount: number;
  readonly firstLine: OrderLine;
}
