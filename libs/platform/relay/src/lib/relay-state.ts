import type { EntityManager } from '@mikro-orm/postgresql';
import type { Position } from '@mercury/platform/event-store';
import { relayedStreamOf } from './relayed-streams';

/** The row of `es.relay_state` that holds what was scanned; the others are streams. */
const SCANNED = '*';

/** What the relay keeps in PostgreSQL: what it has scanned of the store, and the last position it put into each stream. */
export class RelayState {
  private readonly dirty = new Map<string, Position>();

  constructor(private readonly em: EntityManager) {}

  async load(): Promise<{ scanned: Position; published: Map<string, Position> }> {
    const rows = await this.em
      .fork()
      .execute<{ stream: string; position: string }[]>('SELECT stream, position FROM es.relay_state');
    const published = new Map(rows.map(({ stream, position }) => [stream, Number(position)]));
    const scanned = published.get(SCANNED) ?? 0;
    published.delete(SCANNED);
    return { scanned, published };
  }

  notePublished(stream: string, position: Position): void {
    this.dirty.set(stream, position);
  }

  /**
   * May be lost in a crash, so the commit does not wait for the disk: the relay then repeats what Redis refuses. Marks never
   * fall here, since what one relay has published stays published when another, behind it, saves later.
   */
  async save(scanned: Position): Promise<void> {
    const rows = [...this.dirty, [SCANNED, scanned] as const].map(([stream, position]) => ({ stream, position }));
    await this.em.fork().execute(
      `WITH lazily AS (SELECT set_config('synchronous_commit', 'off', true))
       INSERT INTO es.relay_state (stream, position)
       SELECT r.stream, r.position FROM lazily, jsonb_to_recordset(?::jsonb) AS r(stream text, position bigint)
       ON CONFLICT (stream) DO UPDATE SET position = greatest(es.relay_state.position, excluded.position)`,
      [JSON.stringify(rows)],
    );
    this.dirty.clear();
  }

  /** Lets every mark fall to at most `position`: a relay publishes from there again. */
  async rewind(position: Position): Promise<void> {
    await this.em.fork().execute('UPDATE es.relay_state SET position = ? WHERE position > ?', [position, position]);
  }

  /** The events at these positions, and the stream that each is relayed to; a position without an event is missing. */
  async eventsAt(positions: readonly Position[]): Promise<Map<Position, { eventId: string; stream: string }>> {
    if (positions.length === 0) return new Map();
    const rows = await this.em.fork().execute<{ position: string; eventId: string; type: string; streamId: string }[]>(
      `SELECT e.global_position AS position, e.event_id AS "eventId", e.type, e.stream_id AS "streamId"
         FROM jsonb_array_elements_text(?::jsonb) AS p JOIN es.events e ON e.global_position = p::bigint`,
      [JSON.stringify(positions)],
    );
    return new Map(
      rows.map(({ position, eventId, ...event }) => [Number(position), { eventId, stream: relayedStreamOf(event) }]),
    );
  }

  /**
   * Takes the lease for `owner`, or renews it, unless another process holds it. Resolves to its epoch. The server's clock
   * decides alone. Asks before it writes: those that wait would otherwise lock the row several times a second.
   */
  async lease(owner: string, leaseMs: number): Promise<number | undefined> {
    const em = this.em.fork();
    const [held] = await em.execute<unknown[]>(
      'SELECT 1 FROM es.relay_lease WHERE owner <> ? AND expires_at > clock_timestamp()',
      [owner],
    );
    if (held) return undefined;
    const [row] = await em.execute<{ epoch: string }[]>(
      `WITH lazily AS (SELECT set_config('synchronous_commit', 'off', true))
       INSERT INTO es.relay_lease AS l (owner, epoch, expires_at)
       SELECT ?, 1, clock_timestamp() + ? * interval '1 ms' FROM lazily
       ON CONFLICT (one) DO UPDATE SET owner = excluded.owner, expires_at = excluded.expires_at,
         epoch = l.epoch + (l.owner <> excluded.owner)::int
        WHERE l.owner = excluded.owner OR l.expires_at <= clock_timestamp() RETURNING epoch`,
      [owner, leaseMs],
    );
    return row ? Number(row.epoch) : undefined;
  }

  /** Lets another process lead at once. */
  async release(owner: string): Promise<void> {
    await this.em.fork().execute('UPDATE es.relay_lease SET expires_at = clock_timestamp() WHERE owner = ?', [owner]);
  }
}
