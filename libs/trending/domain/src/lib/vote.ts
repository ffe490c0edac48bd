import type { ActivityEvent } from '@mercury/activity/contracts';
import { minuteOf } from './window';

/** What a kind of behaviour says about a product, by the letter that votes of it begin with. */
export const weights = { v: 1, c: 3, p: 6 } as const;
export type VoteKind = keyof typeof weights;

const kinds: Readonly<Partial<Record<ActivityEvent['type'], VoteKind>>> = {
  'activity.product.viewed': 'v',
  'activity.cart.added': 'c',
  'activity.product.purchased': 'p',
};

/** The event types that are votes. */
export const votingEvents = Object.keys(kinds);

/**
 * One visitor's voice for one product in one kind: `v|visitor|product`. However often it is raised it counts once in a
 * window, so one visitor alone cannot lift a product.
 */
export interface Vote {
  readonly key: string;
  readonly minute: number;
}

/** The vote that an event is, if it is one. Throws on one without a product or a time: it must stop visibly, not vanish. */
export function voteOf(event: { readonly type: string; readonly data: unknown }): Vote | undefined {
  const kind = kinds[event.type as ActivityEvent['type']];
  if (!kind) return undefined;
  const { visitorId, productId, occurredAt } = event.data as {
    visitorId: string;
    productId: string;
    occurredAt: string;
  };
  const minute = minuteOf(occurredAt);
  if (!productId || !visitorId || Number.isNaN(minute))
    throw new Error(`${event.type} names no product, visitor or time`);
  return { key: `${kind}|${visitorId}|${productId}`, minute };
}

/** Of each voice the newest minute: what a page of votes comes to, in whatever order they were cast. */
export function newestVotes(votes: Iterable<Vote>): Map<string, number> {
  const newest = new Map<string, number>();
  for (const { key, minute } of votes) newest.set(key, Math.max(minute, newest.get(key) ?? 0));
  return newest;
}
