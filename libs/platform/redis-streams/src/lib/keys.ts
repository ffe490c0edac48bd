/** Every key of a shard carries one hash tag, so that its scripts stay on one node of a Redis Cluster. */
export const keys = {
  stream: (topic: string, shard: number) => `mrc:{${topic}:${shard}}:s`,
  lease: (topic: string, shard: number, group: string) => `mrc:{${topic}:${shard}}:lease:${group}`,
  fence: (topic: string, shard: number, group: string) => `mrc:{${topic}:${shard}}:fence:${group}`,
  attempts: (topic: string, shard: number, group: string) => `mrc:{${topic}:${shard}}:att:${group}`,
  deadLetters: (topic: string, shard: number, group: string) => `mrc:{${topic}:${shard}}:dlq:${group}`,
  members: (group: string) => `mrc:{group:${group}}:members`,
  requests: (service: string) => `mrc:{rpc:${service}}:s`,
  replies: (client: string) => `mrc:{reply:${client}}:c`,
};
