/** Transport id of Redis Streams: `@MessagePattern('orders.get-cart', REDIS_STREAMS)`. */
export const REDIS_STREAMS = Symbol('REDIS_STREAMS');

/** How many shards a topic has unless it says otherwise. Fixed when the topic is created. */
export const DEFAULT_SHARDS = 8;

/** How old an unread request may get before it is dropped: far beyond any caller's deadline. */
export const REQUEST_RETENTION_MS = 60_000;

/** No timer of Node's waits longer: one that should ends at once. */
export const LONGEST_WAIT_MS = 2 ** 31 - 1;
