export {
  RedisStreamsClient,
  type CallOptions,
  type PublishedMessage,
  type RedisStreamsClientOptions,
} from './lib/client/redis-streams.client';
export { DEFAULT_SHARDS, REDIS_STREAMS } from './lib/constants';
export { RedisStreamsContext, type MessageFacts } from './lib/context/redis-streams.context';
export { StreamEvent } from './lib/decorators/stream-event.decorator';
export { keys } from './lib/keys';
export { luaScript } from './lib/lua/script';
export { RedisStreamsModule } from './lib/module/redis-streams.module';
export { StreamPageConsumer, type StreamPage, type StreamPageConsumerOptions } from './lib/page/stream-page-consumer';
export { RedisStreamsServer } from './lib/server/redis-streams.server';
export type { RedisStreamsServerOptions } from './lib/server/server-options';
export { shardOf } from './lib/shard-of';
export { parseEntry, type RawEntry, type StreamEntry } from './lib/stream-entry';
export { StreamTail, type StreamTailOptions } from './lib/tail/stream-tail';
