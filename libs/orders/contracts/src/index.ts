export { AddressDto } from './lib/address.dto';
export { AddCartLineDto, ChangeCartLineDto, MAX_LINE_QUANTITY } from './lib/cart.dto';
export type {
  AuthorisedPayment,
  CancelReason,
  CartEvent,
  CartEventLine,
  OrderEvent,
  OrderLine,
  OrderTotals,
  PlacedOrder,
  SealedField,
  PurchasedLine,
  RiskJudge,
  ShippingAddress,
} from './lib/orders.events';
export type { OrderOwner, OrdersRpc } from './lib/orders.rpc';
export type {
  CartLineView,
  CartView,
  OrderListItem,
  OrderStatus,
  OrderTimelineEntry,
  OrderView,
  ShippingMethod,
} from './lib/orders.views';
export { PayOrderDto, PlaceOrderDto } from './lib/place-order.dto';
