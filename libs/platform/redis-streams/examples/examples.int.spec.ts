import type { Redis } from 'ioredis';
import { Test } from '@nestjs/testing';
import type { INestApplication, INestApplicationContext, INestMicroservice, Type } from '@nestjs/common';
import { claimRedisDatabase } from '@mercury/platform/testing';
import { RedisStreamsClient, RedisStreamsServer, StreamExceptionFilter, type RedisStreamsServerOptions } from '../src';
import { until } from '../src/lib/testing/until';
import { CatalogueController } from './catalogue.controller';
import { Desk } from './desk';
import { deskModule } from './desk.module';
import { redriveAll, reasons, startTrimmer } from './housekeeping';
import { endHybrid, runHybrid } from './hybrid.main';
import { LoansByReader, startCounting } from './loans-by-reader';
import { quickStart, reminded } from './quick-start';
import { Reminders } from './reminders';
import { RemindersController } from './reminders.controller';
import { main } from './reminders.main';
import { strictServer, UnknownReader } from './strict-reminders.main';
import { UnitOfWork, UnitOfWorkController } from './unit-of-work.controller';

describe('the samples of the guide, on Redis', () => {
  let database: Awaited<ReturnType<typeof claimRedisDatabase>>;
  let deskApp: INestApplicationContext;
  let desk: Desk;
  let redis: Redis;
  const running: { close(): Promise<unknown> }[] = [];

  beforeAll(async () => {
    database = await claimRedisDatabase();
    const module = await Test.createTestingModule({ imports: [deskModule(database.url)] }).compile();
    deskApp = await module.createNestApplication({ logger: false }).init();
    desk = deskApp.get(Desk);
    redis = deskApp.get(RedisStreamsClient).unwrap<Redis>();
  });
  afterEach(async () => {
    for (const app of running.splice(0)) await app.close();
    await redis.flushdb();
  });
  afterAll(async () => {
    await deskApp.close();
    await database.free();
  });

  const loan = (n: number) => ({ loanId: `l-${n}`, bookId: `b-${n}`, readerId: 'r-1', dueOn: '2026-12-15' });
  const serve = async (
    controllers: Type[],
    options: Partial<RedisStreamsServerOptions> | RedisStreamsServer,
    providers: Type[] = [],
  ): Promise<INestMicroservice> => {
    const strategy =
      options instanceof RedisStreamsServer ? options : new RedisStreamsServer({ url: database.url, ...options });
    const module = await Test.createTestingModule({ controllers, providers }).compile();
    const app = module.createNestMicroservice({ strategy, logger: false });
    app.useGlobalFilters(new StreamExceptionFilter());
    await app.listen();
    running.push(app);
    return app;
  };

  it('the consumer of the README consumes', async () => {
    running.push(await quickStart(database.url));
    const id = await desk.lend(loan(0));
    await until(() => reminded.length === 1);
    expect(reminded).toEqual([`l-0 by ${id}`]);
  });

  it('what is published is handled, once, in order', async () => {
    const app = await main(database.url);
    running.push(app);
    const reminders = app.get(Reminders);
    await desk.lend(loan(1));
    await until(() => reminders.dueOn.get('l-1') === '2026-12-15');
    expect(await desk.lendOnce(loan(2), 2_000_000_000_000)).toBe('2000000000000-0');
    expect(await desk.lendOnce(loan(2), 2_000_000_000_000)).toBeNull();
    await until(() => reminders.dueOn.size === 2);
  });

  it('a request is answered, refused, or unknown', async () => {
    await serve([CatalogueController], { rpc: ['catalogue'] });
    expect([await desk.isFree('b-1'), await desk.isFree('b-2')]).toEqual([false, true]);
    await expect(desk.isFree('x-1')).rejects.toMatchObject({ data: { code: 'UNKNOWN_BOOK', bookId: 'x-1' } });
  });

  it('a final error is a dead letter with its reason, and comes back when it is redriven', async () => {
    const reader = { known: false };
    const saved = new Map<string, string>();
    const positions = {
      load: async (topic: string, shard: number) => saved.get(`${topic}:${shard}`),
      save: async (topic: string, shard: number, _group: string, id: string) => void saved.set(`${topic}:${shard}`, id),
    };
    const app = await serve([RemindersController], strictServer(database.url, positions), [Reminders]);
    const reminders = app.get(Reminders);
    const once = reminders.once.bind(reminders);
    reminders.once = (id, change) => {
      if (!reader.known) throw new UnknownReader('r-1 is nobody');
      once(id, change);
    };
    const id = await desk.lend(loan(3));
    await until(async () => (await reasons(redis, 'strict-reminders').catch(() => [])).length === 1);
    expect(await reasons(redis, 'strict-reminders')).toEqual([`${id}: r-1 is nobody`]);
    reader.known = true;
    expect(await redriveAll(redis, 'strict-reminders')).toMatchObject({ moved: 1 });
    await until(() => reminders.dueOn.has('l-3'));
  });

  it('each message has its unit of work', async () => {
    await serve([UnitOfWorkController], { group: 'units', topics: ['lending'] }, [UnitOfWork]);
    const ids = [await desk.lend(loan(4)), await desk.lend(loan(5))];
    await until(() => UnitOfWorkController.committed.length === 2);
    expect(UnitOfWorkController.committed.sort()).toEqual([`l-4 by ${ids[0]}`, `l-5 by ${ids[1]}`]);
  });

  it('a hybrid application serves HTTP and consumes', async () => {
    const module = await Test.createTestingModule({
      controllers: [RemindersController],
      providers: [Reminders],
    }).compile();
    const app: INestApplication = module.createNestApplication({ logger: false });
    await runHybrid(app, database.url);
    await desk.lend(loan(6));
    await until(() => app.get(Reminders).dueOn.has('l-6'));
    expect(await (await fetch(await app.getUrl())).text()).toContain('Cannot GET /');
    await endHybrid(app);
  });

  it('a read model counts each event once, also when its consumer begins anew', async () => {
    const table = new LoansByReader();
    const first = startCounting(database.url, table);
    await desk.lendOnce(loan(7), 1);
    await until(() => table.counts.get('r-1') === 1);
    await first.stop();
    await desk.lendOnce({ ...loan(7), readerId: 'r-2' }, 2);
    const second = startCounting(database.url, table);
    await until(() => table.counts.has('r-2'));
    await second.stop();
    expect([...table.counts]).toEqual([
      ['r-1', 1],
      ['r-2', 1],
    ]);
  });

  it('a trimmer starts and stops', async () => {
    const trimmer = startTrimmer(database.url, (error) => expect(error).toBeUndefined());
    await trimmer.stop();
    expect(trimmer.reports).toEqual([]);
  });
});
