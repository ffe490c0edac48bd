export { claimRedisDatabase } from './lib/claim-redis-database';
export { createTestDatabase, type TestDatabase } from './lib/test-database';
