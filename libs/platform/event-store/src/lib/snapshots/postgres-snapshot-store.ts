import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { SnapshotStore, type Snapshot } from './snapshot-store';

/** Snapshots in `es.snapshots`, outside of the append's transaction: losing one costs a longer load, no more. */
export class PostgresSnapshotStore extends SnapshotStore {
  constructor(private readonly em: SqlEntityManager) {
    super();
  }

  override async find(streamId: string, stateType: string, schema: string): Promise<Snapshot | undefined> {
    const [row] = await this.em
      .fork()
      .execute<{ version: string; state: unknown }[]>(
        'SELECT version, state FROM es.snapshots WHERE stream_id = ? AND state_type = ? AND state_schema = ?',
        [streamId, stateType, schema],
      );
    return row && { version: Number(row.version), state: row.state };
  }

  override async save(streamId: string, stateType: string, schema: string, snapshot: Snapshot): Promise<void> {
    await this.em.fork().execute(
      `INSERT INTO es.snapshots AS s (stream_id, version, state_type, state_schema, state) VALUES (?, ?, ?, ?, ?::jsonb)
       ON CONFLICT (stream_id) DO UPDATE SET version = excluded.version, state_type = excluded.state_type,
         state_schema = excluded.state_schema, state = excluded.state, taken_at = now()
        WHERE s.version < excluded.version OR s.state_schema <> excluded.state_schema`,
      [streamId, snapshot.version, stateType, schema, JSON.stringify(snapshot.state)],
    );
  }
}
