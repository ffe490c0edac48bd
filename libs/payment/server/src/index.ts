export { paymentMigrations } from './lib/migrations';
export { paymentProjections } from './lib/projections';
