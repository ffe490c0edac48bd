import type { EntityManager } from '@mikro-orm/postgresql';
import { Migration } from '@mikro-orm/migrations';
import type { Position } from '@mercury/platform/event-store';

/** Where the relay is: what it has scanned of the store, and the last position it put into each stream. */
export class RelayState {
  private readonly dirty = new Map<string, Position>();

  constructor(private readonly em: EntityManager) {}

  async load(): Promise<{ scanned: Position; published: Map<string, Position> }> {
    const rows = await this.em
      .fork()
      .execute<{ stream: string; position: string }[]>('SELECT stream, position FROM es.relay_state');
    const published = new Map(rows.map(({ stream, position }) => [stream, Number(position)]));
    const scanned = published.get('*') ?? 0;
    published.delete('*');
    return { scanned, published };
  }

  notePublished(stream: string, position: Position): void {
    this.dirty.set(stream, position);
  }

  /** May be lost in a crash: the relay then repeats what Redis refuses. */
  async save(scanned: Position): Promise<void> {
    const rows = [...this.dirty, ['*', scanned] as const];
    await this.em.fork().execute(
      `INSERT INTO es.relay_state (stream, position)
       SELECT * FROM jsonb_to_recordset(?::jsonb) AS r(stream text, position bigint)
       ON CONFLICT (stream) DO UPDATE SET position = greatest(es.relay_state.position, excluded.position)`,
      [JSON.stringify(rows.map(([stream, position]) => ({ stream, position })))],
    );
    this.dirty.clear();
  }
}

export class Migration20261124T0810RelayState extends Migration {
  override up(): void {
    this.addSql(
      'CREATE TABLE es.relay_state (stream text PRIMARY KEY, position bigint NOT NULL) WITH (fillfactor = 50)',
    );
  }
}

export const relayMigrations = [Migration20261124T0810RelayState];
