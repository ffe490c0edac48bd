import type { SqlEntityManager } from '@mikro-orm/postgresql';

/** A condition of the store's proof that does not hold here; `condition` names it, the message says how to mend it. */
export class UnsafeDatabaseError extends Error {
  constructor(
    readonly condition: 'sequence-cache' | 'isolation' | 'primary' | 'durability' | 'append-only' | 'grants',
    message: string,
  ) {
    super(message);
  }
}

interface Facts {
  readonly cache: string | null;
  readonly isolation: string;
  readonly standby: boolean;
  readonly commit: string;
  readonly triggers: number;
  readonly writes: boolean;
  readonly superuser: boolean;
}

const factsSql = `
  SELECT (SELECT cache_size::text FROM pg_sequences WHERE schemaname = 'es' AND sequencename = 'global_position_seq') AS cache,
         current_setting('default_transaction_isolation') AS isolation,
         pg_is_in_recovery() AS standby,
         current_setting('synchronous_commit') AS commit,
         (SELECT count(*)::int FROM pg_trigger WHERE tgrelid = to_regclass('es.events') AND tgenabled IN ('O', 'A')
             AND tgname IN ('events_append_only', 'events_no_truncate')) AS triggers,
         has_table_privilege('es.events', 'INSERT, UPDATE, DELETE, TRUNCATE') AS writes,
         (SELECT rolsuper OR c.relowner = r.oid FROM pg_roles r, pg_class c
           WHERE r.rolname = current_user AND c.oid = to_regclass('es.events')) AS superuser`;

/**
 * Checks at start what the shared fence and the append-only promise rest on: sequence CACHE 1, READ COMMITTED, the primary,
 * a durable commit, the triggers, and that a role which does not own the tables cannot write them past `es.append`. Throws
 * UnsafeDatabaseError with the first condition that does not hold.
 */
export async function checkStartUpGuards(em: SqlEntityManager): Promise<void> {
  const [facts] = await em.fork().execute<Facts[]>(factsSql);
  if (!facts) return;
  const refuse = (condition: UnsafeDatabaseError['condition'], message: string): never => {
    throw new UnsafeDatabaseError(condition, message);
  };
  if (facts.standby) refuse('primary', 'This is a standby: the event store writes and reads the primary only.');
  if (facts.cache === null) refuse('sequence-cache', 'The event store is not installed: run the migrations first.');
  if (facts.cache !== '1')
    refuse(
      'sequence-cache',
      `es.global_position_seq caches ${facts.cache} numbers a session; a reader would skip events. ALTER SEQUENCE es.global_position_seq CACHE 1;`,
    );
  if (facts.isolation !== 'read committed')
    refuse('isolation', `default_transaction_isolation is "${facts.isolation}"; the store needs "read committed".`);
  if (facts.commit === 'off')
    refuse('durability', 'synchronous_commit is off: an event could be published and then lost in a crash.');
  if (facts.triggers !== 2)
    refuse('append-only', 'The triggers that keep es.events append-only are missing or disabled.');
  if (facts.writes && !facts.superuser)
    refuse('grants', 'This role may write es.events directly: revoke that, appends go through es.append.');
}
