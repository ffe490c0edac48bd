import type { EntityManager, SqlEntityManager } from '@mikro-orm/postgresql';
import { NotFoundError } from '@mercury/platform/errors';
import type { RecordedEvent } from '@mercury/platform/event-store';

export interface PausedPart {
  readonly projection: string;
  readonly part: number;
  readonly position: number;
  readonly eventId: string;
  readonly eventType: string;
  readonly error: string;
  readonly pausedAt: string;
}

const columns = `projection, part, position::float8 AS position, event_id AS "eventId", event_type AS "eventType", error,
  to_char(paused_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "pausedAt"`;

/** Parts that stand still behind an event that could not be folded, until somebody decides. */
export class PausedParts {
  constructor(private readonly em: EntityManager) {}

  async list(projection?: string): Promise<PausedPart[]> {
    const where = projection ? 'WHERE projection = ?' : '';
    return this.em
      .fork()
      .execute(
        `SELECT ${columns} FROM es.paused_parts ${where} ORDER BY projection, part`,
        projection ? [projection] : [],
      );
  }

  async isPaused(projection: string, part: number): Promise<boolean> {
    const rows = await this.em
      .fork()
      .execute<unknown[]>('SELECT 1 FROM es.paused_parts WHERE projection = ? AND part = ?', [projection, part]);
    return rows.length > 0;
  }

  async pause(projection: string, part: number, event: RecordedEvent, error: unknown): Promise<void> {
    await this.em.fork().execute(
      `INSERT INTO es.paused_parts (projection, part, position, event_id, event_type, error) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (projection, part) DO UPDATE SET error = excluded.error, position = excluded.position,
         event_id = excluded.event_id, event_type = excluded.event_type`,
      [projection, part, event.position, event.eventId, event.type, describe(error)],
    );
  }

  /** Folds the event again: its cause has been mended. Resolves to the number of parts that go on. */
  async retry(projection: string, part?: number): Promise<number> {
    return (await this.remove(this.em.fork(), projection, part)).length;
  }

  /** Passes over the events that the paused parts stand at, now and in every replay. The reason is kept with them. */
  async skip(projection: string, reason: string, part?: number): Promise<number> {
    return this.em.fork().transactional(async (em) => {
      const removed = await this.remove(em, projection, part);
      if (removed.length === 0)
        throw new NotFoundError('projections.not_paused', { message: `${projection} has no paused part` });
      for (const { position, event_id, error } of removed) {
        await em.execute(
          `INSERT INTO es.skipped_events (projection, event_id, position, error, reason) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT DO NOTHING`,
          [projection, event_id, position, error, reason],
        );
      }
      return removed.length;
    });
  }

  /** The events that a projection passes over. */
  async skipped(projection: string): Promise<Set<string>> {
    const rows = await this.em
      .fork()
      .execute<{ event_id: string }[]>('SELECT event_id FROM es.skipped_events WHERE projection = ?', [projection]);
    return new Set(rows.map(({ event_id }) => event_id));
  }

  private remove(em: SqlEntityManager, projection: string, part: number | undefined) {
    return em.execute<{ position: string; event_id: string; error: string }[]>(
      `DELETE FROM es.paused_parts WHERE projection = ? ${part === undefined ? '' : 'AND part = ?'}
       RETURNING position, event_id, error`,
      part === undefined ? [projection] : [projection, part],
    );
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 2_000) : String(error).slice(0, 2_000);
}
