import type { SqlEntityManager } from '@mikro-orm/postgresql';

/**
 * Lets this transaction idle for as long as its work takes elsewhere, in Redis or in the store; persistence ends others after
 * 10 s. A host that is gone without a word loses it, and its locks, within half a minute: the server probes the connection.
 */
export async function longTransaction(em: SqlEntityManager): Promise<void> {
  await em.execute(
    `SELECT set_config('idle_in_transaction_session_timeout', '0', true), set_config('tcp_keepalives_idle', '10', true),
            set_config('tcp_keepalives_interval', '5', true), set_config('tcp_keepalives_count', '3', true)`,
  );
}
