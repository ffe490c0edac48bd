import { MikroORM, type SqlEntityManager } from '@mikro-orm/postgresql';
import { Client } from 'pg';
import { ormOptions } from './orm-options';

const PLACES = 2;
const url = process.env['MERCURY_TEST_DATABASE_URL'] ?? '';

describe('A pool whose connections break while transactions hold all of them', () => {
  let orm: MikroORM;
  let admin: Client;
  beforeAll(async () => {
    orm = await MikroORM.init(ormOptions({ databaseUrl: url, applicationName: 'broken', poolMax: PLACES }));
    admin = new Client(url);
    await admin.connect();
  });
  afterAll(async () => {
    await admin.end();
    await orm.close(true);
  });

  const em = () => orm.em.fork() as SqlEntityManager;
  const pidOf = async (holder: SqlEntityManager) => {
    const [row] = await holder.execute<{ pid: number }[]>('SELECT pg_backend_pid() AS pid');
    return row?.pid ?? 0;
  };

  /** As many transactions as there are places, each cut off by the server before it goes on with `next`. */
  const cutOff = (next: (tx: SqlEntityManager) => Promise<unknown>) =>
    Promise.allSettled(
      Array.from({ length: PLACES }, () =>
        em().transactional(async (tx) => {
          await admin.query('SELECT pg_terminate_backend($1, 5000)', [await pidOf(tx as SqlEntityManager)]);
          await next(tx as SqlEntityManager);
        }),
      ),
    );

  it.each([
    ['a statement fails, and its rollback too', (tx: SqlEntityManager) => tx.execute('SELECT 1')],
    ['the commit fails, and its rollback too', () => Promise.resolve()],
    ['the work gives up, and its rollback fails', () => Promise.reject(new Error('changed my mind'))],
  ])('serves on after %s', async (_, next) => {
    const outcomes = await cutOff(next);
    expect(outcomes.map(({ status }) => status)).toEqual(Array(PLACES).fill('rejected'));
    const pids = await Promise.all(
      Array.from({ length: PLACES }, () => em().transactional((tx) => pidOf(tx as SqlEntityManager))),
    );
    expect(new Set(pids).size).toBe(PLACES);
  });
});
