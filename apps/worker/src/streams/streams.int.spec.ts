import { eventStoreMigrations } from '@mercury/platform/event-store';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Redis } from 'ioredis';
import {
  connectForCommands,
  keys,
  RedisStreamsClient,
  RedisStreamsServer,
  shardOf,
} from '@mercury/platform/redis-streams';
import { ConsumerPositions, serviceMigrations } from '@mercury/platform/service';
import { claimRedisDatabase, createTestDatabase, type TestDatabase } from '@mercury/platform/testing';
import type { Answer } from './answer';
import { parseStreamsArguments } from './arguments';
import { runCommand } from './run-command';

// Servers and consumers, perhaps on a busy machine: waits end by their own bounds.
jest.setTimeout(60_000);

const TYPE = 'orders.order.placed.v1';
const mail = ['--topic=commerce', '--group=mail'];
const old = ['--topic=commerce', '--group=old'];

describe('worker:streams', () => {
  let database: TestDatabase;
  let redis: Redis;
  let free: () => Promise<void>;
  let client: RedisStreamsClient;
  let consumer: RedisStreamsServer;
  let broken = true;
  const sent: number[] = [];
  const said: string[] = [];

  const run = (...args: string[]): Promise<Answer> =>
    runCommand({ redis, databaseUrl: database.url }, parseStreamsArguments(args), (line) => said.push(line));
  const textOf = async (...args: string[]) => (await run(...args)).lines.join('\n');
  const open = async (url: string, group: string, handle: (data: { n: number }) => void) => {
    const server = new RedisStreamsServer({
      url,
      group,
      topics: ['commerce'],
      retry: { attempts: 2, baseMs: 1, capMs: 2 },
    });
    (server as unknown as { logger: { error: () => void } }).logger = { error: () => undefined };
    server.addHandler(`commerce/${TYPE}`, async (data: { n: number }) => handle(data), true);
    await new Promise<void>((resolve) => void server.listen(() => resolve()));
    const shards = () => run('lag', '--topic=commerce', `--group=${group}`).then(({ lines }) => lines.length - 1);
    await until(async () => (await shards().catch(() => 0)) >= 8);
    return server;
  };

  beforeAll(async () => {
    database = await createTestDatabase({ migrations: [...eventStoreMigrations, ...serviceMigrations] });
    const claimed = await claimRedisDatabase();
    free = claimed.free;
    redis = connectForCommands({ url: claimed.url });
    client = new RedisStreamsClient({ url: claimed.url });
    consumer = await open(claimed.url, 'mail', ({ n }) => {
      if (broken) throw new Error(`the mail server refused letter ${n}`);
      sent.push(n);
    });
    await (await open(claimed.url, 'old', () => undefined)).close();
    for (const n of [1, 2, 3])
      await client.publish('commerce', { type: TYPE, key: `orders.order-${n % 2}`, data: { n }, position: n });
    await until(async () => (await textOf('dlq', 'ls', ...mail)).split('\n').length === 4);
  });
  afterAll(async () => {
    await consumer.close();
    client.close();
    redis.disconnect();
    await free();
    await database.drop();
  });

  it('shows how far groups are, and who needs somebody', async () => {
    const lag = await run('lag');
    const [headings, first] = lag.lines.map((line) => line.split(/ {2,}/));
    expect(headings).toEqual(['topic', 'group', 'lag', 'pending', 'oldest', 'dead', 'redriven', 'parked', 'owned']);
    expect(first).toEqual(['commerce', 'mail', '0', '0', '3', '0', '2', '8 of 8']);
    expect(lag.lines.at(-1)).toBe('! commerce old: nobody consumes, on shards 0 1 2 3 4 5 6 7');
    expect(lag.trouble).toBe(true);
    expect(await textOf('lag', ...mail)).toContain(String(process.pid));
    expect(await textOf('pending', ...mail)).toBe('Nothing is pending for mail.');
  });

  it('names what exists when something does not', async () => {
    await expect(run('lag', '--topic=comerce')).rejects.toThrow('There is no topic comerce. Topics: commerce.');
    await expect(run('pending', '--topic=commerce', '--group=mial')).rejects.toThrow('Groups: mail, old.');
  });

  it('shows a dead letter whole', async () => {
    const [letter] = (await run('dlq', 'ls', ...mail, '--key=orders.order-0')).json as { id: string }[];
    const text = await textOf('dlq', 'show', ...mail, `--id=${letter?.id}`);
    expect(text).toMatch(/error +the mail server refused letter 2/);
    expect(text).toMatch(/data +\{"n":2\}/);
    expect(text).toContain('streams.int.spec');
    expect((await run('dlq', 'show', ...mail, '--id=1-1')).trouble).toBe(true);
  });

  it('gives letters back in order, and says how many', async () => {
    broken = false;
    expect(await textOf('dlq', 'redrive', ...mail, '--key=orders.order-1', '--dry-run')).toContain(
      '2 letters would go back',
    );
    expect(await textOf('dlq', 'redrive', ...mail, '--key=orders.order-1')).toBe('2 of 2 letters went back to mail');
    expect(said).toEqual(['2 moved']);
    await until(() => sent.length === 2);
    expect(sent).toEqual([1, 3]);
    expect(await textOf('dlq', 'drop', ...mail, '--error=refused letter 2')).toBe('1 letters are deleted');
    expect(await textOf('dlq', 'ls', ...mail)).toBe('No dead letter fits.');
  });

  it('says what may be trimmed, and by whom it is held', async () => {
    const shard = shardOf('orders.order-1', 8);
    const positions = new ConsumerPositions(database.orm.em as EntityManager);
    await positions.save('commerce', shard, 'archive', '2-0');
    const [row] = ((await run('trim', '--dry-run')).json as { shard: number }[]).filter((each) => each.shard === shard);
    expect(row).toMatchObject({ keptFrom: '0-0', heldBy: 'old', entries: 0 });
    await redis.xgroup('DESTROY', keys.stream('commerce', shard), 'old');
    const refused = await run('trim', '--dry-run');
    expect([refused.trouble, refused.lines.join('\n').includes('group old is missing')]).toEqual([true, true]);
  });

  it('retires a group that is gone, with its durable positions', async () => {
    expect(await textOf('groups', 'retire', ...old, '--dry-run')).toContain('old would be retired on 8 shards');
    expect(await textOf('groups', 'retire', ...old)).toContain('old is retired on 8 shards');
    expect(await textOf('groups')).not.toContain('old');
    expect(await textOf('groups', 'retire', '--topic=commerce', '--group=archive')).toContain('are forgotten');
    const shard = shardOf('orders.order-1', 8);
    const [row] = ((await run('trim', '--dry-run')).json as { shard: number }[]).filter((each) => each.shard === shard);
    expect(row).toMatchObject({ keptFrom: '3-0', heldBy: '', entries: 1 });
    await expect(run('groups', 'retire', ...mail)).rejects.toThrow('stop its processes first');
  });
});

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 1_500; turn += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`not within 15 s: ${condition}`);
}
