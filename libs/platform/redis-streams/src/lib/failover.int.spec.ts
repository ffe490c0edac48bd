import { RedisStreamsClient } from './client/redis-streams.client';
import { readerName } from './consume/group-reader';
import type { RedisStreamsServer } from './server/redis-streams.server';
import { startSpareRedis, type SpareRedis } from './testing/spare-redis';
import { startConsumer } from './testing/start-consumer';
import { until } from './testing/until';
import { VirtualName } from './testing/virtual-name';

const TOPIC = 'failover';
const SERVICE = 'desk';
const TYPE = 'spec.happened.v1';

describe('a failover behind a name', () => {
  let old: SpareRedis;
  let young: SpareRedis;
  let name: VirtualName;
  let server: RedisStreamsServer;
  let publisher: RedisStreamsClient;
  const handled: number[] = [];

  beforeAll(async () => {
    [old, young] = await Promise.all([startSpareRedis(), startSpareRedis()]);
    name = await VirtualName.for(old.port);
    await young.redis.replicaof('127.0.0.1', old.port);
    await until(async () => (await young.redis.info('replication')).includes('master_link_status:up'));
    server = await startConsumer(
      { url: name.url, group: 'g', topics: [TOPIC], rpc: [SERVICE] },
      TYPE,
      ({ n }: { n: number }) => void handled.push(n),
    );
    server.addHandler(`${SERVICE}.ask`, async () => 'answer');
    publisher = new RedisStreamsClient({ url: name.url, shards: { [TOPIC]: 2 } });
    await publishTwo(publisher, 1);
    await until(() => handled.length === 2);
    await failOver();
  });
  afterAll(async () => {
    await server.close();
    publisher.close();
    await name.close();
    await Promise.all([old.stop(), young.stop()]);
  });

  /** Of one key and at once, so that they travel together. */
  const publishTwo = (client: RedisStreamsClient, n: number) =>
    Promise.all([n, n + 1].map((m) => client.publish(TOPIC, { type: TYPE, key: 'k', data: { n: m } })));

  const groupReader = async (): Promise<string | undefined> => {
    const lines = String(await old.redis.client('LIST')).split('\n');
    const line = lines.find((text) => text.includes(` name=${readerName(consumer())} `));
    return line?.split(' ')[0];
  };
  const consumer = (): string => (server as unknown as { options: { consumer: string } }).options.consumer;
  const refusedReads = async () =>
    Number(/cmdstat_xreadgroup:.*rejected_calls=(\d+)/.exec(await old.redis.info('commandstats'))?.[1]);

  /** All connections break, and are open again, to the demoted master, before the name goes over. */
  async function failOver(): Promise<void> {
    const before = await groupReader();
    name.hold();
    await young.redis.replicaof('NO', 'ONE');
    await old.redis.replicaof('127.0.0.1', young.port);
    name.forsake();
    name.release();
    await until(async () => {
      const now = await groupReader();
      return now !== undefined && now !== before && (await refusedReads()) > 0;
    });
    name.pointTo(young.port);
  }

  const onYoung = async <Result>(act: (client: RedisStreamsClient) => Promise<Result>): Promise<Result> => {
    const client = new RedisStreamsClient({ url: `redis://127.0.0.1:${young.port}`, shards: { [TOPIC]: 2 } });
    return act(client).finally(() => client.close());
  };

  it('takes the reader of events along', async () => {
    await onYoung((client) => publishTwo(client, 3));
    await until(() => handled.length === 4);
    expect(handled).toEqual([1, 2, 3, 4]);
  });

  it('takes the reader of requests along', async () => {
    const answer = () =>
      onYoung((client) => client.call(`${SERVICE}.ask`, {}, { timeoutMs: 500 })).catch(() => undefined);
    await until(async () => (await answer()) === 'answer');
  });

  it('takes a publisher along that always has several entries at once', async () => {
    await until(() =>
      publishTwo(publisher, 5).then(
        () => true,
        () => false,
      ),
    );
    await until(() => handled.includes(6));
  });
});
