import type { OrderView, PlacedOrder, ShippingMethod } from '@mercury/orders/contracts';
import { declineText, shippingMethods, timelineOf } from '@mercury/orders/domain';
import { orderNotFound } from '../refuse';
import type { Contact } from './contacts';
import type { OrderRecord } from './order-record';

/** An order as its page shows it. Throws NotFoundError for one that was not placed. */
export function orderView({ orderId, version, state, story }: OrderRecord, contact: Contact): OrderView {
  const { placed, status, hold, payment } = state;
  if (!placed || status === 'unknown') throw orderNotFound();
  const decline = status === 'awaiting_payment' ? payment?.decline : undefined;
  return {
    orderId,
    number: placed.number,
    version,
    status,
    placedAt: story[0]?.at ?? '',
    ...contact,
    shippingMethod: shippingMethodAsBought(placed),
    lines: placed.lines,
    totals: placed.totals,
    holdExpiresAt: hold?.expiresAt ?? placed.holdExpiresAt,
    ...(decline && { lastDecline: decline.message ?? declineText(decline.code) }),
    ...(status === 'action_required' && payment?.nextActionUrl && { nextActionUrl: payment.nextActionUrl }),
    timeline: timelineOf(story),
  };
}

/** Methods come and go; what was paid for stays on the order. */
function shippingMethodAsBought({ shippingMethod, totals }: PlacedOrder): ShippingMethod {
  const known = shippingMethods.find(({ id }) => id === shippingMethod);
  return {
    id: shippingMethod,
    title: known?.title ?? shippingMethod,
    detail: known?.detail ?? '',
    priceMinor: totals.shippingMinor,
    currency: totals.currency,
  };
}
