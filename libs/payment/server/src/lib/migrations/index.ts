import type { MigrationClass } from '@mercury/platform/persistence';
import { Migration20261124T1200PaymentTables } from './payment-tables.migration';

/** In the order in which they run. */
export const paymentMigrations: MigrationClass[] = [Migration20261124T1200PaymentTables];
