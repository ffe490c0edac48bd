import type { ProductImage } from '@mercury/catalog/contracts';
import type {
  OrderEvent,
  OrderLine,
  OrderTotals,
  PlacedOrder,
  PurchasedLine,
  SealedField,
  ShippingAddress,
} from '@mercury/orders/contracts';
import { eventTypes, shape } from '@mercury/platform/event-store';
import { orderPlacedV1 } from './upcasters/order-placed.v1';

const { id, instant, listOf, mapOf, nullable, object, oneOf, optional, text, whole } = shape;

const sealed = object<SealedField>({ s: id, k: id, c: text });

/** A personal field: sealed, or in the clear as version 1 had it. */
function sealedOr<T>(plain: shape.Shape<T>): shape.Shape<T | SealedField> {
  return (value) => (sealed(value) ? plain(value) : undefined);
}

const placed: shape.Fields<PlacedOrder> = {
  orderId: id,
  number: id,
  cartId: id,
  visitorId: id,
  accountId: optional(id),
  email: sealedOr(text),
  shippingAddress: sealedOr(
    object<ShippingAddress>({
      name: text,
      line1: text,
      line2: optional(text),
      city: text,
      postalCode: text,
      country: text,
      phone: optional(text),
    }),
  ),
  shippingCountry: text,
  customerKey: id,
  shippingMethod: id,
  lines: listOf(
    object<OrderLine>({
      variantId: id,
      productId: id,
      slug: text,
      title: text,
      options: mapOf(text),
      image: object<ProductImage>({ id: text, alt: text, color: text }),
      quantity: whole(1),
      unitPriceMinor: whole(0),
      lineTotalMinor: whole(0),
    }),
  ),
  totals: object<OrderTotals>({
    currency: id,
    itemsMinor: whole(0),
    shippingMinor: whole(0),
    taxMinor: whole(0),
    totalMinor: whole(0),
  }),
  holdId: id,
  holdExpiresAt: instant,
};

const purchased = object<PurchasedLine>({ productId: id, variantId: id, quantity: whole(1), lineTotalMinor: whole(0) });
const paying = { orderId: id, paymentId: id };
const money = { amountMinor: whole(0), currency: id };

/** Every event of an order, by the shape that is written today. */
export const orderEventTypes = eventTypes<OrderEvent>(
  {
    'orders.order.placed': placed,
    'orders.order.payment-started': { ...paying, attempt: whole(1), paymentMethodId: text, returnUrl: text },
    'orders.order.payment-action-required': { ...paying, nextActionUrl: text },
    'orders.order.payment-declined': { ...paying, declineCode: text, message: optional(text) },
    'orders.order.payment-authorised': {
      ...paying,
      ...money,
      cardFingerprint: optional(text),
      cardCountry: optional(text),
    },
    'orders.order.risk-assessed': {
      ...paying,
      assessmentId: nullable(id),
      decision: oneOf('approve', 'review', 'decline'),
      decidedBy: oneOf('model', 'rule', 'reviewer'),
    },
    'orders.order.hold-renewed': { orderId: id, holdId: id, holdExpiresAt: instant },
    'orders.order.stock-committed': { orderId: id, holdId: id },
    'orders.order.confirmed': {
      ...paying,
      ...money,
      visitorId: id,
      accountId: optional(id),
      lines: listOf(purchased),
    },
    'orders.order.cancelled': {
      orderId: id,
      reason: oneOf(
        'by_customer',
        'by_staff',
        'risk_declined',
        'review_declined',
        'amount_mismatch',
        'sold_out',
        'payment_lost',
      ),
      note: optional(text),
    },
    'orders.order.expired': { orderId: id, heldUntil: instant },
    'orders.order.unwound': { orderId: id, paymentId: nullable(id), holdIds: listOf(id) },
  },
  [orderPlacedV1],
);
