import type { Pool, PoolClient } from 'pg';

/**
 * Gives the pool its place back when a connection breaks that somebody holds. Kysely, below MikroORM, does not: a transaction
 * whose BEGIN, COMMIT or ROLLBACK fails keeps its client for ever (kysely #1990), so that a crash of the server in the middle
 * of as many transactions as the pool has places left a process that could never reach the database again.
 */
export function releaseBrokenClients(pool: Pool): void {
  const held = new WeakSet<PoolClient>();
  pool.on('acquire', (client) => held.add(client));
  pool.on('release', (_error, client) => held.delete(client));
  pool.on('connect', (client) => {
    client.once('end', () => {
      if (!held.has(client)) return;
      client.release(true);
      // Who held it may still give it back, as is right; pg-pool throws at the second time.
      client.release = () => undefined;
    });
  });
}
