export { searchProjection } from './lib/projection/search.projection';
export { PostgresSearch } from './lib/postgres/postgres-search';
export { SafeSearch } from './lib/safe-search';
export { SearchModule, type SearchModuleOptions } from './lib/search.module';
export { SearchPort, type EngineAnswer } from './lib/search.port';
