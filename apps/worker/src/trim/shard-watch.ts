import { Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { Metrics } from '@mercury/platform/observability';
import { RedisStreamsClient, registerShardMetrics } from '@mercury/platform/redis-streams';

/** Has the worker show every shard of every topic and every group in it, also of groups whose services are gone. */
@Injectable()
export class ShardWatch {
  constructor(metrics: Metrics, client: RedisStreamsClient) {
    registerShardMetrics(metrics, client.unwrap<Redis>());
  }
}
