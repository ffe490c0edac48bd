import type { BatchedAppend, NewEvent } from '@mercury/platform/event-store';
import { golden, goldenNames } from './golden-events';
import { orderStories } from './order-stories';
import { Random } from './random';
import { shelfStories } from './shelf-stories';
import type { Story } from './stories';
import { visitStories } from './visit-stories';

const FIRST = Date.parse('2026-11-24T12:00:00.000Z');

/**
 * A plausible history of the shop, the same for the same seed: the streams of products, stock, orders, payments, assessments
 * and sessions, each in order, mixed as chance will have it; and events that no read model folds between them. One append
 * an event, for `appendBatch`. `size` 1 is about two hundred events. Histories of several seeds may follow one another.
 */
export function generateHistory(seed: number, size = 1): BatchedAppend[] {
  const random = new Random(seed);
  const stories = [
    ...shelfStories(random),
    ...orderStories(random, 8 * size, seed),
    ...visitStories(random, 14 * size, seed),
    ...asides(),
  ];
  return shuffled(stories, random).map(({ streamId, event }, index) => ({
    stream: { streamId, expectedVersion: 'any', events: [event] },
    options: { commandId: `history-${seed}-${index}`, occurredAt: new Date(FIRST + index * 997).toISOString() },
  }));
}

/** Of carts and accounts one event of each type, each in a stream of its own. */
function asides(): Story[] {
  return goldenNames
    .filter((name) => /^(orders\.cart|identity)\./.test(name))
    .map((name) => {
      const [, type = '', version] = /^(.+)\.v(\d+)$/.exec(name) ?? [];
      const streamId = `${type.split('.').slice(0, 2).join('.')}-${type.split('.')[2]}`;
      return { streamId, events: [golden(type, {}, Number(version))] };
    });
}

/** Streams keep their order, and each event may come after any of another stream. */
function shuffled(stories: readonly Story[], random: Random): { streamId: string; event: NewEvent }[] {
  const left = stories.map(({ streamId, events }) => ({ streamId, events: [...events] }));
  const mixed: { streamId: string; event: NewEvent }[] = [];
  while (left.length > 0) {
    const at = random.between(0, left.length - 1);
    const story = left[at] as (typeof left)[number];
    const event = story.events.shift();
    if (event) mixed.push({ streamId: story.streamId, event });
    if (story.events.length === 0) left.splice(at, 1);
  }
  return mixed;
}
