interface Behaviour {
  readonly visitorId: string;
  readonly sessionId: string;
  /** When it happened, by the visitor's clock, corrected to ours. */
  readonly occurredAt: string;
}

/** Events of stream `activity.session-<sessionId>`. */
export type ActivityEvent =
  | { type: 'activity.product.viewed'; data: Behaviour & { productId: string; source?: string } }
  | { type: 'activity.product.clicked'; data: Behaviour & { productId: string; list: string; rank: number } }
  | { type: 'activity.cart.added'; data: Behaviour & { productId: string; variantId?: string; quantity: number } }
  | { type: 'activity.product.purchased'; data: Behaviour & { productId: string; quantity: number; orderId?: string } }
  | { type: 'activity.search.performed'; data: Behaviour & { query: string; total: number } };

export type ActivityEventType = ActivityEvent['type'];
