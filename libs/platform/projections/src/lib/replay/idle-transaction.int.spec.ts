import { Client } from 'pg';
import { MikroORM, type SqlEntityManager } from '@mikro-orm/postgresql';
import { EventRegistry, PostgresEventStore } from '@mercury/platform/event-store';
import { ormOptions } from '@mercury/platform/persistence';
import { digestKeys } from '../generation/redis-generation';
import type { RedisProjection } from '../projection';
import { ProjectionWriter } from '../projection-writer';
import { orderRanking } from '../testing/order-totals.projection';
import { specWorld } from '../testing/spec-world';
import { longTransaction } from './long-transaction';
import { replayProjection } from './replay-projection';
import { rollbackProjection } from './rollback';

/** What production allows a session that idles in its transaction is 10 s; here it is this much. */
const IDLE_MS = 1_000;

describe('the transaction of a swap', () => {
  let world: Awaited<ReturnType<typeof specWorld>>;
  let orm: MikroORM;
  let writer: ProjectionWriter;
  beforeEach(async () => {
    world = await specWorld();
    const options = ormOptions({ databaseUrl: world.database.url });
    const driverOptions = { ...options.driverOptions, idle_in_transaction_session_timeout: IDLE_MS };
    orm = await MikroORM.init({ ...options, driverOptions });
    writer = new ProjectionWriter(orm.em, world.redis);
  });
  afterEach(async () => {
    await orm.close(true);
    await world.close();
  });

  /** Resolves when the server has ended a session that began to idle after all others, and was allowed to for longer. */
  async function outlastIdleSessions() {
    const canary = new Client(world.database.url);
    const ended = new Promise<void>((resolve) => canary.once('end', resolve));
    canary.on('error', () => undefined);
    await canary.connect();
    await canary.query(`SET idle_in_transaction_session_timeout = ${IDLE_MS + 500}`);
    await canary.query('BEGIN');
    await ended;
  }

  async function live(projection: RedisProjection) {
    await world.addLines(30);
    await world.writer.install(projection);
    await world.runner(projection).catchUp();
    return projection;
  }
  const ranking = () => orderRanking(`spec.ranking-${world.database.url.split('_').at(-1)}`);

  it('lives through a long comparison of keys in Redis', async () => {
    const projection = await live({
      ...ranking(),
      async digest(redis, prefix) {
        if (prefix.includes(':g2:')) await outlastIdleSessions();
        return digestKeys(redis, prefix);
      },
    });
    expect(await replayProjection(world.store, projection, writer)).toMatchObject({ equal: true, swapped: true });
    expect(await writer.live(projection)).toEqual({ generation: 2, version: 1 });
  });

  it('lives through a long wait for the head, when readers are rolled back too', async () => {
    const projection = await live(ranking());
    await replayProjection(world.store, projection, world.writer);
    class Slow extends PostgresEventStore {
      private looks = 0;
      override async head() {
        this.looks += 1;
        if (this.looks === 1) await outlastIdleSessions();
        return super.head();
      }
    }
    await rollbackProjection(new Slow(world.em, new EventRegistry()), projection, writer);
    expect(await writer.live(projection)).toEqual({ generation: 1, version: 1 });
  });

  it('is probed by the server, so that one whose host is gone does not keep live writers out for hours', async () => {
    const names = ['idle_in_transaction_session_timeout', 'tcp_keepalives_idle', 'tcp_keepalives_interval'];
    const settings = (em: SqlEntityManager) =>
      em.execute('SELECT name, setting FROM pg_settings WHERE name IN (?, ?, ?) ORDER BY 1', names);
    const values = await writer.em.fork().transactional(async (tx) => {
      const usual = await settings(tx);
      await longTransaction(tx);
      return { usual, long: await settings(tx) };
    });
    expect(values.usual).toContainEqual({ name: 'idle_in_transaction_session_timeout', setting: String(IDLE_MS) });
    expect(values.long).toEqual([
      { name: 'idle_in_transaction_session_timeout', setting: '0' },
      { name: 'tcp_keepalives_idle', setting: '10' },
      { name: 'tcp_keepalives_interval', setting: '5' },
    ]);
    expect(await settings(writer.em.fork())).toEqual(values.usual);
  });
});
