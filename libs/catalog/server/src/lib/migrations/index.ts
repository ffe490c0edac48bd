import type { MigrationClass } from '@mercury/platform/persistence';
import { Migration20261124T1000CatalogStock } from './catalog-stock.migration';

/** In the order in which they run. */
export const catalogMigrations: MigrationClass[] = [Migration20261124T1000CatalogStock];
