import type { EntityManager } from '@mikro-orm/postgresql';
import { deterministicId } from '@mercury/shared/util-ids';
import type { Behaviour } from './behaviour';

/** The id under which the store keeps a behaviour: it derives event ids from command, stream and place. */
export function eventIdOf({ id, event }: Behaviour): string {
  return deterministicId(id, `activity.session-${event.data.sessionId}`, '0');
}

/** The positions of those among `ids` that the store has, by id. One index look-up each. */
export async function knownEvents(em: EntityManager, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await em.fork().execute<{ id: string; position: string }[]>(
    `SELECT e.event_id AS id, e.global_position AS position FROM jsonb_array_elements_text(?::jsonb) AS wanted(id)
         JOIN es.events e ON e.event_id = wanted.id::uuid`,
    [JSON.stringify(ids)],
  );
  return new Map(rows.map(({ id, position }) => [id, Number(position)]));
}
