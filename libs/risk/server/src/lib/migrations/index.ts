import type { MigrationClass } from '@mercury/platform/persistence';

/** In the order in which they run. */
export const riskMigrations: MigrationClass[] = [];
