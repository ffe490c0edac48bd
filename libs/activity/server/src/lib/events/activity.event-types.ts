import type { ActivityEvent } from '@mercury/activity/contracts';
import { eventTypes, shape } from '@mercury/platform/event-store';

const { id, instant, optional, text, whole } = shape;
const behaviour = { visitorId: id, sessionId: id, occurredAt: instant };

/** Every event of this context, by the shape that is written today. */
export const activityEventTypes = eventTypes<ActivityEvent>({
  'activity.product.viewed': { ...behaviour, productId: id, source: optional(text) },
  'activity.product.clicked': { ...behaviour, productId: id, list: text, rank: whole(0) },
  'activity.cart.added': { ...behaviour, productId: id, variantId: optional(id), quantity: whole(1) },
  'activity.product.purchased': { ...behaviour, productId: id, quantity: whole(1), orderId: optional(id) },
  'activity.search.performed': { ...behaviour, query: text, total: whole(0) },
});
