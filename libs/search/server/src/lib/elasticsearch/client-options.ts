import type { ClientOptions } from '@elastic/elasticsearch';

/** For one node. Nothing is repeated by the client: searches fall back, the indexer has its own pauses. */
export const clientOptions = (node: string): ClientOptions => ({
  node,
  maxRetries: 0,
  // Of the indexer's requests; a search has its own, far stricter deadline.
  requestTimeout: 10_000,
  sniffOnStart: false,
});
