import type { NewEvent } from '@mercury/platform/event-store';

/** What happens in one stream, in order. */
export interface Story {
  readonly streamId: string;
  readonly events: readonly NewEvent[];
}

/** The few products, variants and visitors that a history is about, so that its streams meet in the read models' rows. */
export const cast = {
  products: ['p-1', 'p-2', 'p-3', 'p-4', 'p-5', 'p-6'],
  visitors: ['visitor-1', 'visitor-2', 'visitor-3', 'visitor-4'],
  variantsOf: (productId: string) => [`${productId}-a`, `${productId}-b`, `${productId}-c`],
} as const;
