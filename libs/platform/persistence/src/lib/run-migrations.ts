import { MikroORM } from '@mikro-orm/postgresql';
import type { MigrationClass } from './migration-class';
import { ormOptions } from './orm-options';

/**
 * Brings a database up to date. Two processes that start at once take turns: an advisory lock keeps the second waiting
 * until the first has finished. Resolves to the names of the migrations that ran now.
 */
export async function runMigrations(databaseUrl: string, migrations: readonly MigrationClass[]): Promise<string[]> {
  const ordered = [...migrations].sort((a, b) => (a.name < b.name ? -1 : 1));
  const orm = await MikroORM.init(ormOptions({ databaseUrl, migrations: ordered, applicationName: 'mercury-migrate' }));
  try {
    // The lock has a connection of its own: it must outlive the transactions of the single migrations.
    return await orm.em.fork().transactional(async (em) => {
      await em.execute("SET LOCAL idle_in_transaction_session_timeout = '10min'");
      await em.execute('SELECT pg_advisory_xact_lock(4241)');
      const done = await orm.migrator.up();
      return done.map(({ name }) => name);
    });
  } finally {
    await orm.close(true);
  }
}
