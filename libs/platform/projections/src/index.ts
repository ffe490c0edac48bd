export { liveRedisPrefix } from './lib/generation/redis-generation';
export { partOfStream } from './lib/parts';
export { PausedParts, type PausedPart } from './lib/paused-parts';
export type {
  PostgresProjection,
  Projection,
  ProjectionTransaction,
  RedisProjection,
  RedisProjectionContext,
} from './lib/projection';
export { projectionMigrations } from './lib/projection-migrations';
export { ProjectionRegistry } from './lib/projection-registry';
export { ProjectionRunner, type ProjectionRunnerOptions } from './lib/projection-runner';
export { projectionStatus, type ProjectionStatus } from './lib/projection-status';
export { ProjectionWriter } from './lib/projection-writer';
export { buildShare } from './lib/replay/build-share';
export { replayProjection, type ReplayOptions, type ReplayResult } from './lib/replay/replay-projection';
export { retirePrevious } from './lib/replay/retire';
export { rollbackProjection } from './lib/replay/rollback';
export { waitForPosition } from './lib/wait-for-position';
