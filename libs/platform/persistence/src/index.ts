export { ormOptions, type PersistenceOptions } from './lib/orm-options';
export { PersistenceModule } from './lib/persistence.module';
export { runMigrations, type MigrationClass } from './lib/run-migrations';
