import { setTimeout as delay } from 'node:timers/promises';
import { startTraffic } from '../traffic.mjs';
import { compiled } from '../world.mjs';

/** Redis dies, and comes back from a copy of its file that is seconds old: the tail of every stream is gone. */
export const redisWithoutItsTail = {
  name: 'tail',
  title: 'Redis restored from an older copy of its append-only file',
  async play(world) {
    await world.relay();
    const traffic = startTraffic(world);
    await delay(700);
    await world.redis.stop('SIGTERM');
    await world.keepCopy(world.redisAt);
    await world.startRedis();
    await delay(1_000);
    await world.redis.stop('SIGKILL');
    await world.putBack(world.redisAt);
    await world.startRedis();
    await delay(500);
    await traffic.stop();
    return 'a second is gone';
  },
};

/** Everything, or single streams, are gone from one moment to the next. */
export const redisEmptied = {
  name: 'flush',
  title: 'FLUSHALL, and single streams deleted, under appends',
  async play(world) {
    const { relayedStreams } = compiled('platform/relay');
    await Promise.all([world.relay(), world.relay()]);
    const traffic = startTraffic(world);
    await delay(500);
    await world.connection.flushall();
    await delay(500);
    const activity = relayedStreams.filter((stream) => stream.includes('activity'));
    for (const stream of [activity[1], activity[5], activity[2]]) {
      await world.connection.del(stream);
      await delay(200);
    }
    await world.connection.flushall();
    await traffic.stop();
    return 'twice, and three streams';
  },
};
