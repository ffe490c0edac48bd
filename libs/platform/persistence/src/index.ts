export type { MigrationClass } from './lib/migration-class';
export { ormOptions, type PersistenceOptions } from './lib/orm-options';
export { PersistenceModule } from './lib/persistence.module';
export { runMigrations } from './lib/run-migrations';
