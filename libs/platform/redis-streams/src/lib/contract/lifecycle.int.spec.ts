import { Controller } from '@nestjs/common';
import { EventPattern, MessagePattern, Transport } from '@nestjs/microservices';
import { Redis } from 'ioredis';
import { REDIS_STREAMS } from '../constants';
import { RedisStreamsServer } from '../server/redis-streams.server';
import { contractWorld, redisUrl, uniqueName } from '../testing/contract-world';
import { until } from '../testing/until';

const topic = uniqueName('lifecycle');
const service = uniqueName('lifecycle');
const handled: string[] = [];

@Controller()
class LifecycleController {
  @EventPattern(`${topic}/named`, REDIS_STREAMS)
  ours(_data: unknown): void {
    handled.push('for Redis Streams');
  }

  @EventPattern(`${topic}/named`, Transport.KAFKA)
  kafka(_data: unknown): void {
    handled.push('for Kafka');
  }

  /** A handler that names no transport belongs to each. */
  @EventPattern(`${topic}/any`)
  any(_data: unknown): void {
    handled.push('for any');
  }

  @MessagePattern(`${service}.echo`, REDIS_STREAMS)
  echo(data: unknown): unknown {
    return data;
  }
}

describe('the server, from before it listens until it is closed', () => {
  it('gives no connection before it listens, and the ioredis one afterwards', async () => {
    const early = new RedisStreamsServer({ url: redisUrl(), rpc: [service] });
    expect(() => early.unwrap()).toThrow('Call "listen"/"startAllMicroservices" before "unwrap"');
    const world = await contractWorld({ service, controllers: [LifecycleController] });
    expect(await world.app.unwrap<Redis>().ping()).toBe('PONG');
    expect(world.client.unwrap()).toBeInstanceOf(Redis);
    await world.close();
  });

  it('tells its status, and events of its connection to listeners from before and after', async () => {
    const heard: string[] = [];
    const world = await contractWorld({
      service,
      controllers: [LifecycleController],
      configure: (app, server) => {
        app.status.subscribe((status) => heard.push(String(status)));
        server.on('ready', () => heard.push('ready'));
      },
    });
    await until(() => heard.includes('connected'));
    expect(heard).toEqual(expect.arrayContaining(['ready', 'connected']));
    world.strategy.on('end', () => heard.push('end'));
    const late: string[] = [];
    world.app.status.subscribe((status) => late.push(String(status)));
    expect(late).toEqual(['connected']);
    await world.close();
    await until(() => heard.includes('end'));
    expect(heard.at(-1)).toBe('end');
    expect(late).toEqual(['connected', 'disconnected']);
  });

  it('tells that it reconnects, and handles on', async () => {
    const world = await contractWorld({ topic, controllers: [LifecycleController] });
    const heard: string[] = [];
    world.app.status.subscribe((status) => heard.push(String(status)));
    const id = await world.strategy.unwrap<Redis>().client('ID');
    await world.redis.client('KILL', 'ID', id);
    await until(() => heard.length === 3);
    expect(heard).toEqual(['connected', 'reconnecting', 'connected']);
    expect(await world.outcome('any')).toEqual({ end: 'acknowledged' });
    handled.splice(0);
    await world.close();
  });

  it('tells the status of a client', async () => {
    const world = await contractWorld({ service, controllers: [LifecycleController] });
    const heard: string[] = [];
    world.client.status.subscribe((status) => heard.push(status));
    await world.call('echo');
    await world.close();
    expect(heard).toEqual(['connected', 'disconnected']);
  });

  it('takes the handlers of its own transport, and those that name none', async () => {
    const world = await contractWorld({ topic, controllers: [LifecycleController] });
    await world.outcome('named');
    await world.outcome('any');
    expect(handled).toEqual(['for Redis Streams', 'for any']);
    await world.close();
  });

  it('names the reason when it cannot start', async () => {
    const world = await contractWorld({ topic, controllers: [LifecycleController] });
    const other = contractWorld({ topic, controllers: [LifecycleController], server: { shards: 3 } });
    await expect(other).rejects.toThrow(`topic ${topic} was created with 1 shards and cannot be used with 3`);
    await world.close();
  });

  it('can be closed twice', async () => {
    const world = await contractWorld({ topic, controllers: [LifecycleController] });
    await Promise.all([world.strategy.close(), world.strategy.close()]);
    await world.close();
    await until(() => world.strategy.unwrap<Redis>().status === 'end');
  });
});
