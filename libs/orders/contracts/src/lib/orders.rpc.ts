import type { CartView, OrderListItem, OrderStatus, OrderView, ShippingMethod } from './orders.views';
import type { ShippingAddress } from './orders.events';

/** Who asks: every order is shown to its visitor or its account only. */
export interface OrderOwner {
  readonly visitorId: string;
  readonly accountId?: string;
  /** Staff see every order. */
  readonly staff?: boolean;
}

/** Requests that `orders` answers: pattern → request and response. Commands carry `commandId`. */
export interface OrdersRpc {
  'orders.get-cart': { request: { cartId: string }; response: CartView };
  'orders.add-to-cart': {
    request: { commandId: string; cartId: string; variantId: string; quantity: number };
    response: CartView;
  };
  'orders.change-line': {
    request: { commandId: string; cartId: string; variantId: string; quantity: number };
    response: CartView;
  };
  'orders.remove-line': { request: { commandId: string; cartId: string; variantId: string }; response: CartView };
  /** At log in: the guest's lines join the account's cart; no line is ever lost. */
  'orders.merge-carts': { request: { commandId: string; fromCartId: string; intoCartId: string }; response: CartView };
  'orders.list-shipping-methods': { request: Record<string, never>; response: ShippingMethod[] };
  /** Refused with `orders.cart_empty`, `catalog.sold_out` or `orders.total_changed`. */
  'orders.place-order': {
    request: {
      commandId: string;
      cartId: string;
      owner: OrderOwner;
      email: string;
      shippingAddress: ShippingAddress;
      shippingMethod: string;
      expectedTotalMinor?: number;
    };
    response: OrderView;
  };
  /** Starts one attempt to pay and answers with the order as it is then; the rest follows by events. */
  'orders.pay-order': {
    request: { commandId: string; orderId: string; owner: OrderOwner; paymentMethodId: string; returnUrl: string };
    response: OrderView;
  };
  'orders.cancel-order': {
    request: { commandId: string; orderId: string; owner: OrderOwner; reason: string };
    response: OrderView;
  };
  'orders.get-order': { request: { orderId: string; owner: OrderOwner }; response: OrderView };
  'orders.list-orders': {
    request: { owner: OrderOwner; status?: OrderStatus; limit?: number; cursor?: string };
    response: { items: OrderListItem[]; nextCursor: string | null };
  };
}
