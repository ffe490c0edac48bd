export { AggregateRepository, type Aggregate, type Loaded, type SnapshotOptions } from './lib/aggregate';
export { activeTraceparent } from './lib/active-traceparent';
export { causeOf, type Cause, type CausingMessage } from './lib/cause';
export { EventRegistry, type EventVersion } from './lib/event-registry';
export {
  EventStore,
  type AppendedStream,
  type AppendOptions,
  type AppendResult,
  type BatchedAppend,
  type EventPage,
  type ReadAllOptions,
  type ReadStreamOptions,
  type StreamAppend,
  type StreamShare,
} from './lib/event-store';
export {
  IdempotencyMismatchError,
  InvalidEventError,
  StoreRewoundError,
  StreamArchivedError,
  UnknownEventError,
  VersionConflictError,
} from './lib/event-store.errors';
export { EventStoreModule } from './lib/event-store.module';
export {
  streamTypeOf,
  wireTypeOf,
  type EventMetadata,
  type NewEvent,
  type PlannedEvent,
  type Position,
  type RecordedEvent,
} from './lib/events';
export { eventTypes, type CurrentShapes, type PastVersion } from './lib/event-types';
export * as shape from './lib/shapes';
export { InMemoryEventStore } from './lib/memory/in-memory-event-store';
export { eventStoreMigrations } from './lib/postgres/event-store.migrations';
export { PostgresEventStore } from './lib/postgres/postgres-event-store';
export { advancePositions } from './lib/postgres/advance-positions';
export { ensureEventPartitions, partitionEvents } from './lib/postgres/event-partitions';
export { openAppenders, type OpenAppender } from './lib/postgres/appender-watch';
export { checkStartUpGuards, UnsafeDatabaseError } from './lib/postgres/start-up-guards';
export { PostgresSnapshotStore } from './lib/snapshots/postgres-snapshot-store';
export { SnapshotStore, type Snapshot } from './lib/snapshots/snapshot-store';
export { goldenFlaws } from './lib/testing/golden-flaws';
export { specifyDecider, type Decider } from './lib/testing/specify-decider';
