import { createHash, randomBytes } from 'node:crypto';
import { MikroORM, type SqlEntityManager } from '@mikro-orm/postgresql';
import { Client } from 'pg';
import { ormOptions, runMigrations, type MigrationClass } from '@mercury/platform/persistence';

export interface TestDatabase {
  readonly url: string;
  readonly orm: MikroORM;
  /** A fork of its own: call again for another unit of work. */
  readonly em: SqlEntityManager;
  drop(): Promise<void>;
}

/**
 * A migrated database that nobody else uses. The first suite with a set of migrations runs them into a template; each
 * suite then gets a copy of the template, in some tens of milliseconds (`CREATE DATABASE … TEMPLATE`).
 */
export async function createTestDatabase({
  migrations = [],
}: { migrations?: readonly MigrationClass[] } = {}): Promise<TestDatabase> {
  const server = serverUrl();
  const template = `mercury_test_template_${fingerprint(migrations)}`;
  const name = `mercury_test_${randomBytes(6).toString('hex')}`;
  await withClient(server, async (client) => {
    // One lock for all: PostgreSQL refuses to copy a template while anybody is connected to it.
    await client.query('SELECT pg_advisory_lock(424242)');
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate', [
      template,
    ]);
    if (rowCount === 0) {
      await client.query(`DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
      await client.query(`CREATE DATABASE ${template}`);
      await runMigrations(withDatabase(server, template), migrations);
      await client.query(`ALTER DATABASE ${template} IS_TEMPLATE true`);
    }
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  const url = withDatabase(server, name);
  const orm = await MikroORM.init(ormOptions({ databaseUrl: url, applicationName: name }));
  return {
    url,
    orm,
    get em() {
      return orm.em.fork();
    },
    async drop() {
      await orm.close(true);
      await withClient(server, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}

function serverUrl(): string {
  const url = process.env['MERCURY_TEST_DATABASE_URL'];
  if (!url)
    throw new Error('MERCURY_TEST_DATABASE_URL is not set: run the specs through Jest’s global set-up ("npm test")');
  return url;
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
}

/** The source of the migrations, not only their names: an edited migration gets a new template. */
function fingerprint(migrations: readonly MigrationClass[]): string {
  const hash = createHash('sha256');
  for (const migration of migrations) hash.update(migration.name).update(String(migration));
  return hash.digest('hex').slice(0, 16);
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(url);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
