import type { MigrationClass } from '@mercury/platform/persistence';
import { Migration20261124T1300IdentityAccounts } from './identity-accounts.migration';

/** In the order in which they run. */
export const identityMigrations: MigrationClass[] = [Migration20261124T1300IdentityAccounts];
