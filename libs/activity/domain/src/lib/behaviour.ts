import type { ActivityEvent, BehaviourDto } from '@mercury/activity/contracts';

/** Whose behaviour it is, in which session, and when it happened by our clock. */
export interface Circumstances {
  readonly visitorId: string;
  readonly sessionId: string;
  readonly occurredAt: string;
}

type Field = keyof BehaviourDto;

const needed: Readonly<Record<BehaviourDto['kind'], readonly Field[]>> = {
  'product-viewed': ['productId'],
  'product-clicked': ['productId', 'list', 'rank'],
  'cart-added': ['productId', 'quantity'],
  'search-performed': ['query', 'total'],
};

/** The fields that a behaviour of its kind cannot do without, and has not; a browser's null is nothing. */
export function missingFields(behaviour: BehaviourDto): Field[] {
  return needed[behaviour.kind].filter((field) => (behaviour[field] ?? undefined) === undefined);
}

/** The event that a complete behaviour becomes. */
export function eventOf(behaviour: BehaviourDto, circumstances: Circumstances): ActivityEvent {
  const { productId = '', variantId, quantity = 1, list, rank = 0, query = '', total = 0 } = behaviour;
  switch (behaviour.kind) {
    case 'product-viewed':
      return { type: 'activity.product.viewed', data: { ...circumstances, productId, ...(list && { source: list }) } };
    case 'product-clicked':
      return { type: 'activity.product.clicked', data: { ...circumstances, productId, list: list ?? '', rank } };
    case 'cart-added':
      return {
        type: 'activity.cart.added',
        data: { ...circumstances, productId, ...(variantId && { variantId }), quantity },
      };
    case 'search-performed':
      return { type: 'activity.search.performed', data: { ...circumstances, query, total } };
  }
}
