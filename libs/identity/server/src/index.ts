export { identityMigrations } from './lib/migrations';
export { identityProjections } from './lib/projections';
