import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { createTestDatabase, type TestDatabase } from '@mercury/platform/testing';
import { searchFiles } from './search-files';
import { searchRedis } from './search-redis';
import { searchTables } from './search-tables';

const run = `search-${process.pid}-${Date.now()}`;
const needles = [
  { label: 'name', text: 'Ada' },
  { label: 'street', text: `100% "Hidden" Lane_7 É ${run}` },
];
const [, street] = needles as [unknown, { text: string }];

describe('the search for values that should be nowhere', () => {
  let database: TestDatabase;
  let redis: Redis;
  let folder: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    redis = new Redis(process.env['MERCURY_TEST_REDIS_URL'] as string);
    folder = await mkdtemp(join(tmpdir(), 'mercury-search-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
    redis.disconnect();
    await database.drop();
  });

  it('finds them in any column of text or JSON, of any table of any schema', async () => {
    await database.em.execute(`CREATE SCHEMA "Odd one";
      CREATE TABLE "Odd one"."a ""table""" (id int, note text, "Data" jsonb, tags text[], raw bytea);
      CREATE TABLE public.numbers (id int);
      CREATE TABLE public.titles (title text)`);
    const insert = 'INSERT INTO "Odd one"."a ""table""" (id, note, "Data", tags) VALUES (?, ?, ?::jsonb, ?::text[])';
    await database.em.execute(insert, [1, 'Canada', '{}', '{}']);
    await database.em.execute(insert, [2, `to ${street.text.replace('Hidden', 'HIDDEN')}, please`, '{}', '{}']);
    await database.em.execute(insert, [3, null, JSON.stringify({ deep: [{ name: 'Ada' }] }), '{}']);
    await database.em.execute(insert, [4, null, JSON.stringify({ line1: street.text }), '{Ada}']);
    await database.em.execute("INSERT INTO titles VALUES ('Ada’s lamp'), ('100x \"Hidden\" LanexY')");
    const findings = await searchTables(database.em, needles);
    expect(findings.filter(({ place }) => place !== 'public.migrations')).toEqual([
      { place: 'Odd one.a "table"', searched: 4, found: 3, labels: ['name', 'street'], examples: [] },
      { place: 'public.titles', searched: 2, found: 0, labels: [], examples: [] },
    ]);
  });

  it('finds them in a partitioned table, which it counts as one', async () => {
    await database.em.execute(`CREATE TABLE public.parted (id int, note text) PARTITION BY RANGE (id);
      CREATE TABLE public.parted_1 PARTITION OF public.parted FOR VALUES FROM (0) TO (10);
      CREATE TABLE public.parted_2 PARTITION OF public.parted FOR VALUES FROM (10) TO (20);
      INSERT INTO public.parted VALUES (1, 'nobody'), (11, 'Ada')`);
    const findings = await searchTables(database.em, needles);
    expect(findings.filter(({ place }) => place.startsWith('public.parted'))).toEqual([
      { place: 'public.parted', searched: 2, found: 1, labels: ['name'], examples: [] },
    ]);
    expect(await searchTables(database.em, needles, ['public.parted'])).toHaveLength(1);
  });

  it('finds them in keys of every type, also far down a long one', async () => {
    const key = (name: string) => `${run}:${name}`;
    await redis.set(key('text'), street.text);
    await redis.hset(key('record'), { body: JSON.stringify({ line1: street.text }) });
    await redis.rpush(key('list'), ...Array.from({ length: 600 }, (_, n) => `row ${n}`), street.text);
    await redis.sadd(key('set'), street.text);
    await redis.zadd(key('ranks'), 1, street.text);
    for (let n = 0; n < 501; n += 1) await redis.xadd(key('stream'), '*', 'd', n === 500 ? street.text : 'other');
    await redis.set(key('harmless'), 'Canada');
    const search = () => searchRedis(redis, [{ label: 'street', text: street.text }]);
    for (const { place, found, examples } of await search()) {
      expect({ place, found }).toEqual({ place, found: 1 });
      expect(examples[0]?.startsWith(run)).toBe(true);
    }
    for (const name of ['text', 'record', 'list', 'set', 'ranks', 'stream']) await redis.del(key(name));
    expect((await search()).map(({ found }) => found)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('finds them in log files, and says in which line', async () => {
    await writeFile(join(folder, 'orders.log'), `{"msg":"ready"}\n${JSON.stringify({ msg: street.text })}\n`);
    await writeFile(join(folder, 'risk.log'), '{"msg":"ready"}\n');
    expect(await searchFiles(folder, needles)).toMatchObject([
      { place: join(folder, 'orders.log'), searched: 2, found: 1, labels: ['street'], examples: ['line 2'] },
      { place: join(folder, 'risk.log'), searched: 1, found: 0 },
    ]);
    expect(await searchFiles(join(folder, 'nowhere'), needles)).toEqual([]);
  });
});
