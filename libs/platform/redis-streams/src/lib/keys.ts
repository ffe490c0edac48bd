/**
 * Names of everything in Redis. Each key of a shard carries one hash tag, `{topic:shard}`, so that its scripts stay on one
 * node of a Redis Cluster (https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/#hash-tags).
 */
export const keys = {
  /** Set: the names of all topics. */
  topics: () => 'mrc:topics',
  /** Hash: how many shards a topic was created with. */
  topic: (topic: string) => `mrc:topic:${topic}`,
  /** Stream: the entries of a shard. */
  stream: (topic: string, shard: number) => `mrc:{${topic}:${shard}}:s`,
  /** String with an expiry: the consumer that owns the shard for a group. */
  lease: (topic: string, shard: number, group: string) => `mrc:{${topic}:${shard}}:lease:${group}`,
  /** Hash: the last owner's name, its fence, and whether it gave the shard back itself. */
  owner: (topic: string, shard: number, group: string) => `mrc:{${topic}:${shard}}:owner:${group}`,
  /** Hash entry id → failed tries. */
  attempts: (topic: string, shard: number, group: string) => `mrc:{${topic}:${shard}}:att:${group}`,
  /** Hash entry id → how often a process died while it ran this entry. */
  started: (topic: string, shard: number, group: string) => `mrc:{${topic}:${shard}}:started:${group}`,
  /** Set: keys whose later entries follow a dead letter. */
  parked: (topic: string, shard: number, group: string) => `mrc:{${topic}:${shard}}:parked:${group}`,
  /** Hash: why a shard stands still (`onPoison: 'halt-shard'`). */
  halted: (topic: string, shard: number, group: string) => `mrc:{${topic}:${shard}}:halted:${group}`,
  /** Stream: dead letters of a group. */
  deadLetters: (topic: string, shard: number, group: string) => `mrc:{${topic}:${shard}}:dlq:${group}`,
  /** Stream: redriven dead letters, read by their own group alone. */
  retries: (topic: string, shard: number, group: string) => `mrc:{${topic}:${shard}}:retry:${group}`,
  /** Set: groups without whose word nothing is trimmed. */
  groups: (topic: string, shard: number) => `mrc:{${topic}:${shard}}:groups`,
  /** Hash: what the last trim of the shard has found: where and by whom it is held, and since when. */
  trimmed: (topic: string, shard: number) => `mrc:{${topic}:${shard}}:trimmed`,
  /** String with an expiry: the process that trims the topic. */
  trimLease: (topic: string) => `mrc:{trim:${topic}}:lease`,
  /** Hash: the last process that trimmed the topic. */
  trimOwner: (topic: string) => `mrc:{trim:${topic}}:owner`,
  /** Sorted set by time of last sign of life: the consumers of a group on a topic. */
  members: (topic: string, group: string) => `mrc:{members:${topic}:${group}}`,
  /** Stream: requests to a service. */
  requests: (service: string) => `mrc:{rpc:${service}}:s`,
  /** Channel: answers to a client. */
  replies: (client: string) => `mrc:{reply:${client}}:c`,
};

/** The shard of a topic that `keys.stream` made the name for; undefined for any other name. */
export function shardOfStream(stream: string): { topic: string; shard: number } | undefined {
  const [, topic, shard] = /^mrc:\{([^:}]+):(\d+)\}:s$/.exec(stream) ?? [];
  return topic === undefined ? undefined : { topic, shard: Number(shard) };
}
