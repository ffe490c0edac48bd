export { riskMigrations } from './lib/migrations';
export { riskProjections } from './lib/projections';
