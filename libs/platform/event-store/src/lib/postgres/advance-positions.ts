import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { Position } from '../events';

/**
 * Makes the next position greater than `position`; never takes one back. For a store that was restored to an older point
 * while others remember positions beyond its end. Keeps appenders out for the moment in between (they take the same lock in
 * shared mode before they draw), and needs a role that owns the sequence. Throws when appenders do not end in ten seconds.
 */
export async function advancePositions(em: SqlEntityManager, position: Position): Promise<void> {
  await em.fork().transactional(async (tx) => {
    await tx.execute("SET LOCAL lock_timeout = '10s'");
    await tx.execute('SELECT pg_advisory_xact_lock(4242)');
    await tx.execute(
      `SELECT setval('es.global_position_seq', ?::bigint) FROM es.global_position_seq
        WHERE CASE WHEN is_called THEN last_value ELSE 0 END < ?::bigint`,
      [position, position],
    );
    // A partitioned store draws its next position beyond the partitions that it has.
    await tx.execute('SELECT es.ensure_event_partitions()');
  });
}
