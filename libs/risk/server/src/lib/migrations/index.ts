import type { MigrationClass } from '@mercury/platform/persistence';
import { Migration20261124T1400RiskHistory } from './risk-history.migration';

/** In the order in which they run. */
export const riskMigrations: MigrationClass[] = [Migration20261124T1400RiskHistory];
