import 'reflect-metadata';
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import { Matches, MinLength } from 'class-validator';
import type { Role } from '@mercury/identity/contracts';
import { identityEventTypes, seedAccount } from '@mercury/identity/server';
import { loadConfig, PlatformConfig } from '@mercury/platform/config';
import { EventRegistry, PostgresEventStore } from '@mercury/platform/event-store';
import { ormOptions } from '@mercury/platform/persistence';

/** What the accounts of a new installation need. */
class SeedAccountsConfig extends PlatformConfig {
  @Matches(/^[0-9a-f]{64}$/i, { message: 'must be 64 hexadecimal digits' })
  personalDataKey!: string;

  /** Drawn for this installation: there is no password that anybody could know beforehand. */
  @MinLength(16, { message: 'must have at least 16 characters' })
  adminPassword!: string;
}

const staff: readonly { name: string; role: Role }[] = [
  { name: 'Admin', role: 'admin' },
  { name: 'Merchant', role: 'merchant' },
  { name: 'Analyst', role: 'analyst' },
];

/** Opens the staff's accounts, once: an account that is there keeps its password. */
async function seedAccounts(): Promise<void> {
  const { databaseUrl, personalDataKey, adminPassword } = loadConfig(SeedAccountsConfig);
  const orm = await MikroORM.init(ormOptions({ databaseUrl, applicationName: 'mercury-seed-accounts' }));
  try {
    const em = orm.em as EntityManager;
    const at = { store: new PostgresEventStore(em, new EventRegistry(identityEventTypes)), em, personalDataKey };
    for (const { name, role } of staff) {
      const account = { email: `${role}@mercury.example`, displayName: name, role, password: adminPassword };
      const made = await seedAccount(at, account);
      process.stdout.write(`${account.email}: ${made ? 'opened' : 'is there'}\n`);
    }
  } finally {
    await orm.close(true);
  }
}

seedAccounts().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
