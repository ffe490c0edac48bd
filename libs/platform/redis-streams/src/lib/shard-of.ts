import { crc32 } from 'node:zlib';

/** The shard of a key: the same function in relay, transport and projections, so that one key always has one order. */
export function shardOf(key: string, shards: number): number {
  return crc32(key) % shards;
}
