import { Redis } from 'ioredis';
import { startSpareRedis, type SpareRedis } from '../testing/spare-redis';
import { until } from '../testing/until';
import { VirtualName } from '../testing/virtual-name';
import { BlockingReader } from './blocking-reader';

const NAME = 'mrc-reader:spec';

describe('a reader whose connection broke', () => {
  let before: SpareRedis;
  let after: SpareRedis;
  let name: VirtualName;
  let reader: BlockingReader;
  const strangers: Redis[] = [];

  beforeEach(async () => {
    [before, after] = await Promise.all([startSpareRedis(), startSpareRedis()]);
    name = await VirtualName.for(before.port);
    reader = new BlockingReader(name, before.redis, NAME);
  });
  afterEach(async () => {
    reader.close();
    for (const stranger of strangers.splice(0)) stranger.disconnect();
    await name.close();
    await Promise.all([before.stop(), after.stop()]);
  });

  /** The first read after a break may hear of it. */
  const read = () => reader.read(() => ['XREAD', 'BLOCK', 5, 'STREAMS', 's', '$']).catch(() => []);
  const readersOf = async ({ redis }: SpareRedis) => {
    const lines = String(await redis.client('LIST')).split('\n');
    return lines.filter((line) => line.includes(`name=${NAME} `)).map((line) => Number(/^id=(\d+)/.exec(line)?.[1]));
  };
  /** The number of each connection to a Redis is one more than that of the one before. */
  const connectUntil = async ({ port }: SpareRedis, id: number): Promise<Redis> => {
    for (;;) {
      const stranger = new Redis({ port, host: '127.0.0.1', protocol: 2, retryStrategy: () => null });
      strangers.push(stranger);
      if ((await stranger.client('ID')) >= id) return stranger;
    }
  };
  /** A number that is still to come at the other Redis. */
  const readFirst = async (): Promise<number> => {
    await connectUntil(before, (await after.redis.client('ID')) + 20);
    await read();
    return (await readersOf(before))[0] as number;
  };

  it('closes its former connection, whose read would take the next entry', async () => {
    const former = await readFirst();
    name.forsake();
    await until(async () => {
      await read();
      return !(await readersOf(before)).includes(former);
    });
    expect(await readersOf(before)).toHaveLength(1);
  });

  it('leaves alone whoever has its former number at another master, or after a restart', async () => {
    const former = await readFirst();
    const stranger = await connectUntil(after, former);
    expect(await stranger.client('ID')).toBe(former);
    name.pointTo(after.port);
    name.forsake();
    await until(async () => {
      await read();
      return (await readersOf(after)).length === 1;
    });
    expect(await stranger.client('ID')).toBe(former);
  });
});
