import type { ActivityEvent } from '@mercury/activity/contracts';

export interface ConfirmedOrder {
  readonly orderId: string;
  readonly visitorId: string;
  readonly lines: readonly { readonly productId: string; readonly quantity: number }[];
}

/** The session that a purchase counts as: one of its own, so that what was bought together is what one session bought. */
export const purchaseSession = (orderId: string): string => `order-${orderId}`;

/** What a confirmed order tells of its shopper: a purchase for each product, whatever variants it came in. */
export function purchasesOf({ orderId, visitorId, lines }: ConfirmedOrder, occurredAt: string): ActivityEvent[] {
  const quantities = new Map<string, number>();
  for (const { productId, quantity } of lines) quantities.set(productId, (quantities.get(productId) ?? 0) + quantity);
  return [...quantities].map(([productId, quantity]) => ({
    type: 'activity.product.purchased',
    data: { visitorId, sessionId: purchaseSession(orderId), occurredAt, productId, quantity, orderId },
  }));
}
