import type { AddressInfo } from 'node:net';
import { Controller, Get, NotFoundException, type INestApplication } from '@nestjs/common';
import { MessagePattern, RpcException } from '@nestjs/microservices';
import { Test } from '@nestjs/testing';
import { RedisStreamsClient } from '../client/redis-streams.client';
import { REDIS_STREAMS } from '../constants';
import { StreamExceptionFilter } from '../errors/stream-exception-filter';
import { RedisStreamsServer } from '../server/redis-streams.server';
import { redisUrl, uniqueName } from '../testing/contract-world';

const service = uniqueName('hybrid');

@Controller()
class BothController {
  @Get('missing')
  missing(): never {
    throw new NotFoundException('no such book');
  }

  @MessagePattern(`${service}.refuse`, REDIS_STREAMS)
  refuse(): never {
    throw new RpcException('not lent');
  }
}

describe('StreamExceptionFilter in a hybrid application whose microservices inherit it', () => {
  let app: INestApplication;
  let filter: (app: INestApplication) => StreamExceptionFilter;
  const open = async () => {
    const module = await Test.createTestingModule({ controllers: [BothController] }).compile();
    app = module.createNestApplication({ logger: false });
    app.useGlobalFilters(filter(app));
    const strategy = new RedisStreamsServer({ url: redisUrl(), rpc: [service] });
    app.connectMicroservice({ strategy }, { inheritAppConfig: true });
    await app.listen(0, '127.0.0.1');
    await app.startAllMicroservices();
    const { port } = app.getHttpServer().address() as AddressInfo;
    return fetch(`http://127.0.0.1:${port}/missing`);
  };
  afterEach(() => app.close());

  it('answers HTTP as Nest does, and requests with their errors', async () => {
    filter = (hybrid) => new StreamExceptionFilter(hybrid.getHttpAdapter());
    const answer = await open();
    expect([answer.status, await answer.json()]).toMatchObject([404, { message: 'no such book' }]);
    const client = new RedisStreamsClient({ url: redisUrl() });
    const refusal = client.call(`${service}.refuse`, {}, { timeoutMs: 2_000 });
    await expect(refusal).rejects.toMatchObject({ code: 'rpc', message: 'not lent' });
    client.close();
  });

  it('leaves no HTTP request without an answer when it was not given the adapter', async () => {
    filter = () => new StreamExceptionFilter();
    const answer = await open();
    expect(answer.status).toBe(500);
    await answer.text();
  });
});
