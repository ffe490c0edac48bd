import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { ConflictError } from '@mercury/platform/errors';
import type { RecordedEvent } from '@mercury/platform/event-store';

/** A stream offers an event that the store does not hold, after the store was restored to an older point. */
export class ForeignEventError extends ConflictError {
  constructor({ eventId, position }: Pick<RecordedEvent, 'eventId' | 'position'>) {
    super('projections.foreign_event', {
      message: `event ${eventId} at ${position} is in a stream and not in the store, which was restored: see "npx nx run worker:relay-reset -- --dry-run"`,
      data: { eventId, position },
    });
  }
}

/**
 * Throws ForeignEventError unless the store holds the page's last event. What a restored store has forgotten lies at the end
 * of each stream, so that one look-up by primary key a page keeps it out of the read models.
 */
export async function refuseForeignEvents(em: SqlEntityManager, events: readonly RecordedEvent[]): Promise<void> {
  const last = events.at(-1);
  if (!last) return;
  const found = await em.execute<unknown[]>('SELECT 1 FROM es.events WHERE global_position = ? AND event_id = ?', [
    last.position,
    last.eventId,
  ]);
  if (found.length === 0) throw new ForeignEventError(last);
}
