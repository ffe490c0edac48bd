export type { BackPressureOptions, RedisStreamsClientOptions } from './lib/client/client-options';
export {
  RedisStreamsClient,
  type CallOptions,
  type EventMap,
  type PublishedMessage,
} from './lib/client/redis-streams.client';
export { StreamRecord, type StreamRecordOptions } from './lib/client/stream-record';
export { connectForCommands, isCluster, type RedisConnectionOptions } from './lib/connect';
export { DEFAULT_SHARDS, REDIS_STREAMS } from './lib/constants';
export type { DurablePositions } from './lib/consume/durable-positions';
export type { GroupConsumer, ShardStatus } from './lib/consume/group-consumer';
export type { PoisonMode } from './lib/consume/poison-mode';
export { RedisStreamsContext, type MessageFacts } from './lib/context/redis-streams.context';
export { StreamEvent } from './lib/decorators/stream-event.decorator';
export { parseEntry, StreamEntry, type RawEntry } from './lib/entry/stream-entry';
export { defaultErrors, type ErrorCodec } from './lib/errors/error-codec';
export { OptionsError } from './lib/errors/options-error';
export { FilteredError, NonRetryableError } from './lib/errors/handler-errors';
export { StreamExceptionFilter } from './lib/errors/stream-exception-filter';
export {
  MalformedEntryError,
  NoHandlerError,
  PositionPassedError,
  PublisherPausedError,
  RemoteError,
  RequestTimeoutError,
  ShardCountError,
  TransportError,
  TransportUnavailableError,
} from './lib/errors/transport-errors';
export { keys } from './lib/keys';
export { luaScript } from './lib/lua/script';
export { registerConsumerMetrics } from './lib/metrics/consumer-metrics';
export { registerPublisherMetrics } from './lib/metrics/publisher-metrics';
export { registerShardMetrics, type ShardMetricsOptions } from './lib/metrics/shard-metrics';
export type { TransportCounters } from './lib/metrics/transport-counters';
export {
  RedisStreamsModule,
  type RedisStreamsAsyncOptions,
  type RedisStreamsOptionsFactory,
} from './lib/module/redis-streams.module';
export type { DeadLetter } from './lib/operations/dead-letter';
export { dropLetters, type DropOptions } from './lib/operations/drop-letters';
export { findLetters, type LetterFilter } from './lib/operations/find-letters';
export { inspectShards, type InspectOptions } from './lib/operations/inspect-shards';
export { groupNamed, groupsOf, knownTopics, topicNamed, type KnownTopic } from './lib/operations/known-topics';
export { listPending, type PendingEntry } from './lib/operations/list-pending';
export { OperationError } from './lib/operations/operation-error';
export { redriveLetters, type RedriveOptions, type RedriveReport } from './lib/operations/redrive-letters';
export { resumeShards } from './lib/operations/resume-shards';
export { retireGroup, type RetireReport } from './lib/operations/retire-group';
export type { LetterPlace } from './lib/operations/select-letters';
export type { GroupFigures, ShardFigures } from './lib/operations/shard-figures';
export { StreamPageConsumer, type StreamPage, type StreamPageConsumerOptions } from './lib/page/stream-page-consumer';
export { closeDrained, runMicroservice, type HostProcess, type RunMicroserviceOptions } from './lib/run-microservice';
export { RedisStreamsServer } from './lib/server/redis-streams.server';
export type { RedisStreamsServerOptions, RetryOptions, TopicOptions } from './lib/server/server-options';
export { shardOf } from './lib/shard-of';
export { ConnectionStatus, type ConnectionEvents } from './lib/status/connection-status';
export { StreamTail, type StreamTailOptions } from './lib/tail/stream-tail';
export { claimTopic } from './lib/topics';
export { StreamTrimmer, type StaleHold, type StreamTrimmerOptions } from './lib/trim/stream-trimmer';
export { trimShard, type TrimFloor, type TrimOptions, type TrimReport } from './lib/trim/trim-shard';
