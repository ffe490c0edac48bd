import type { MigrationClass } from '@mercury/platform/persistence';
import { Migration20261124T1300OrdersTables } from './orders-tables.migration';

/** In the order in which they run. */
export const ordersMigrations: MigrationClass[] = [Migration20261124T1300OrdersTables];
