import type { SqlEntityManager } from '@mikro-orm/postgresql';

/** A transaction that holds the fence: until it ends, readers wait for what came after it. */
export interface OpenAppender {
  readonly pid: number;
  readonly application: string;
  /** Since its transaction began. */
  readonly ageSeconds: number;
  /** `idle in transaction` is a client that forgot to commit, or has died. */
  readonly state: string;
}

const sql = `
  SELECT a.pid, a.application_name AS application, a.state,
         extract(epoch FROM clock_timestamp() - a.xact_start)::float8 AS "ageSeconds"
    FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
   WHERE l.locktype = 'advisory' AND l.classid = 0 AND l.objid = 4242 AND l.objsubid = 1 AND l.granted
     AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
   ORDER BY a.xact_start LIMIT 20`;

/**
 * Who holds the fence now, the oldest first. An age of seconds is a stuck appender; the session's
 * `idle_in_transaction_session_timeout` (10 s, set by platform/persistence) ends it.
 */
export async function openAppenders(em: SqlEntityManager): Promise<OpenAppender[]> {
  return em.fork().execute<OpenAppender[]>(sql);
}
