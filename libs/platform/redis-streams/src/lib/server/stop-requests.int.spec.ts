import type { Redis } from 'ioredis';
import { RedisStreamsClient } from '../client/redis-streams.client';
import { keys } from '../keys';
import { redisUrl, uniqueName } from '../testing/contract-world';
import { until } from '../testing/until';
import { VirtualName } from '../testing/virtual-name';
import { RedisStreamsServer } from './redis-streams.server';

describe('a server of requests that is closed', () => {
  let client: RedisStreamsClient;
  let name: VirtualName;
  beforeAll(async () => {
    client = new RedisStreamsClient({ url: redisUrl() });
    name = await VirtualName.for(Number(new URL(redisUrl()).port));
  });
  afterAll(async () => {
    client.close();
    await name.close();
  });

  async function serve(handle: () => Promise<string>) {
    const service = uniqueName('desk');
    const server = new RedisStreamsServer({ url: name.url, rpc: [service], drainMs: 5_000 });
    server.addHandler(`${service}.ask`, handle);
    await new Promise<void>((resolve, reject) => {
      void server.listen((error) => (error ? reject(error) : resolve()));
    });
    return { server, service, ask: () => client.call<string>(`${service}.ask`, {}, { timeoutMs: 4_000 }) };
  }

  it('answers what Redis has given it and has not arrived yet', async () => {
    const { server, service, ask } = await serve(async () => 'answer');
    await ask();
    const redis = client.unwrap<Redis>();
    const requests = keys.requests(service);
    const valueIn = (fields: unknown[], label: string) => fields[fields.indexOf(label) + 1];
    const newest = async () => valueIn((await redis.xinfo('STREAM', requests)) as unknown[], 'last-generated-id');
    const delivered = async () => {
      const [group = []] = (await redis.xinfo('GROUPS', requests)) as unknown[][];
      return valueIn(group, 'last-delivered-id');
    };
    const before = await newest();
    name.hold();
    const answer = ask();
    await until(async () => {
      const last = await newest();
      return last !== before && (await delivered()) === last;
    });
    const closed = server.close();
    name.release();
    expect(await answer).toBe('answer');
    await closed;
  });

  it('sends the answer that is ready when it looks for the last time', async () => {
    let begin = (): void => undefined;
    let finish = (): void => undefined;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const finished = new Promise<void>((resolve) => (finish = resolve));
    const { server, ask } = await serve(async () => {
      begin();
      await finished;
      return 'answer';
    });
    const answer = ask();
    await begun;
    const closed = server.close();
    await new Promise(setImmediate);
    setTimeout(finish, 1);
    // The handler ends and the server looks again in one and the same turn of the event loop, in which nothing is sent yet.
    for (const end = Date.now() + 50; Date.now() < end;);
    await closed;
    expect(await answer).toBe('answer');
  });
});
