import { setTimeout as delay } from 'node:timers/promises';
import type { EventStore, Position } from '@mercury/platform/event-store';

const LOOK_EVERY_MS = 5;
/** Beyond the server's time-out for appends that hang. */
const PATIENCE_MS = 15_000;

/**
 * The head, once it is not before the highest position of any part of these generations. Another process found that one safe:
 * its look was newer, or ours still waits for an append that its did not meet. After 15 s the head as it is.
 */
export async function headBeyond(
  store: EventStore,
  ...generations: readonly ReadonlyMap<number, Position>[]
): Promise<Position> {
  const highest = Math.max(0, ...generations.flatMap((positions) => [...positions.values()]));
  for (const end = performance.now() + PATIENCE_MS; ; await delay(LOOK_EVERY_MS)) {
    const head = await store.head();
    if (head >= highest || performance.now() > end) return head;
  }
}
