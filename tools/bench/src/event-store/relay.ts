import { setTimeout as delay } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { DEFAULT_SHARDS, keys, shardOf } from '@mercury/platform/redis-streams';
import { Relay, RelayState } from '@mercury/platform/relay';
import { benchEvent } from './bench-event';
import type { World } from './world';

const IDLE_SAMPLES = 200;

export interface RelayFigures {
  readonly relayEventsPerSecond: number;
  readonly relayIdleP50Ms: number;
  readonly relayIdleP99Ms: number;
}

/** First the whole history into Redis, as fast as it goes; then single appends into a quiet shop, until each is in its stream. */
export async function measureRelay(world: World, redisUrl: string): Promise<RelayFigures> {
  const relay = new Relay(world.store, new RelayState(world.em), {
    redisUrl,
    onError: (error) => console.error(error),
  });
  const startedAt = performance.now();
  let events = 0;
  for (let seen = 1; seen > 0; events += seen) seen = await relay.relayPage();
  const relayEventsPerSecond = events / ((performance.now() - startedAt) / 1_000);
  const waits = await idleWaits(world, relay, redisUrl);
  return {
    relayEventsPerSecond,
    relayIdleP50Ms: waits[Math.floor(waits.length * 0.5)] ?? NaN,
    relayIdleP99Ms: waits[Math.floor(waits.length * 0.99)] ?? NaN,
  };
}

async function idleWaits(world: World, relay: Relay, redisUrl: string): Promise<number[]> {
  const reader = new Redis(redisUrl, { protocol: 2 });
  const waits: number[] = [];
  relay.start();
  try {
    await delay(500);
    for (let sample = 0; sample < IDLE_SAMPLES; sample += 1) {
      const streamId = `bench.thing-${randomUUID()}`;
      const stream = keys.stream('commerce', shardOf(streamId, DEFAULT_SHARDS));
      const [top] = await reader.xrevrange(stream, '+', '-', 'COUNT', 1);
      const arrived = reader.xread('BLOCK', 5_000, 'STREAMS', stream, top?.[0] ?? '0-0');
      const append = world.store.append(
        { streamId, expectedVersion: 0, events: [benchEvent(sample)] },
        { commandId: streamId },
      );
      await append;
      const appendedAt = performance.now();
      await arrived;
      waits.push(Math.max(0, performance.now() - appendedAt));
      await delay(20 + Math.random() * 60);
    }
  } finally {
    await relay.stop();
    reader.disconnect();
  }
  return waits.sort((a, b) => a - b);
}
