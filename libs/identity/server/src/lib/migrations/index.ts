import type { MigrationClass } from '@mercury/platform/persistence';
import { Migration20261124T1300IdentityAccounts } from './identity-accounts.migration';
import { Migration20261125T0210IdentityKeysMove } from './identity-keys-move.migration';

/** In the order in which they run. */
export const identityMigrations: MigrationClass[] = [
  Migration20261124T1300IdentityAccounts,
  Migration20261125T0210IdentityKeysMove,
];
