import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { EventRegistry, PostgresEventStore } from '@mercury/platform/event-store';
import { projectionStatus } from '../projection-status';
import { ReplayRunningError } from '../projection.errors';
import { liveRedisPrefix } from '../generation/redis-generation';
import { orderRanking, orderTotals, type Faults } from '../testing/order-totals.projection';
import { expectedTotals, liveTotals, specWorld } from '../testing/spec-world';
import { replayProjection } from './replay-projection';
import { retirePrevious } from './retire';
import { rollbackProjection } from './rollback';

describe('a replay', () => {
  let world: Awaited<ReturnType<typeof specWorld>>;
  beforeEach(async () => (world = await specWorld()));
  afterEach(() => world.close());

  const totals = () => world.database.em.execute(liveTotals);
  const truth = () => world.database.em.execute(expectedTotals);

  async function live(projection = orderTotals()) {
    await world.writer.install(projection);
    await world.runner(projection).catchUp();
    return projection;
  }

  it.each([1, 7, 5_000])('gives the live rows again with pages of %i', async (pageSize) => {
    await world.addLines(200);
    const projection = await live();
    const result = await replayProjection(world.store, projection, world.writer, { pageSize });
    expect(result).toMatchObject({ equal: true, swapped: true, generation: 2 });
    expect(await totals()).toEqual(await truth());
  });

  it.each([2, 4])('gives the live rows again with %i builders', async (workers) => {
    await world.addLines(500, 60);
    const projection = await live();
    const result = await replayProjection(world.store, projection, world.writer, { workers, pageSize: 50 });
    expect(result).toMatchObject({ equal: true, swapped: true });
    expect(await totals()).toEqual(await truth());
  });

  it('folds the history before the swap though an append is under way when it begins', async () => {
    await world.addLines(100);
    const projection = await live();
    const client = new Client(world.database.url);
    await client.connect();
    await client.query('BEGIN');
    const late = JSON.stringify([
      { id: randomUUID(), type: 'spec.order.line-added', ver: 1, data: { cents: 5 }, meta: {} },
    ]);
    await client.query('SELECT es.append($1, $2, NULL, $3)', ['spec.order-late', 'spec.order', late]);
    // A process of its own knows nothing of the store yet. The append ends when it has looked for the first time.
    class Fresh extends PostgresEventStore {
      private looks = 0;
      override head() {
        this.looks += 1;
        if (this.looks === 1) setImmediate(() => void client.query('COMMIT').then(() => client.end()));
        return super.head();
      }
    }
    const pages: number[] = [];
    const store = new Fresh(world.em, new EventRegistry());
    const onPage = (_: number, events: number) => void pages.push(events);
    const result = await replayProjection(store, projection, world.writer, { pageSize: 50, onPage });
    expect(result).toMatchObject({ equal: true, swapped: true });
    expect(pages.reduce((sum, events) => sum + events, 0)).toBeGreaterThanOrEqual(100);
    expect(await totals()).toEqual(await truth());
  });

  it('lets writers go on, and no reader sees fewer rows', async () => {
    await world.addLines(400);
    const projection = await live();
    const runner = world.runner(projection);
    let open = true;
    let highest = 0;
    let shrunk = 0;
    const reading = (async () => {
      while (open) {
        const [row] = await world.database.em.execute<{ lines: string }[]>(
          'SELECT coalesce(sum(lines), 0) AS lines FROM spec.order_totals',
        );
        if (Number(row?.lines) < highest) shrunk += 1;
        highest = Math.max(highest, Number(row?.lines));
      }
    })();
    const writing = (async () => {
      while (open) {
        await world.addLines(20);
        await runner.catchUp();
      }
    })();
    for (let round = 0; round < 3; round += 1) {
      const result = await replayProjection(world.store, projection, world.writer, { pageSize: 100 });
      expect(result).toMatchObject({ equal: true, swapped: true });
    }
    open = false;
    await Promise.all([reading, writing]);
    await runner.catchUp();
    expect(shrunk).toBe(0);
    expect(await totals()).toEqual(await truth());
    expect(world.errors).toEqual([]);
  });

  it('resumes where its last page was committed', async () => {
    await world.addLines(300);
    const faults: Faults = {};
    const projection = await live(orderTotals({ faults }));
    let pages = 0;
    faults.afterRows = async () => {
      pages += 1;
      if (pages === 4) throw new Error('killed');
    };
    await expect(replayProjection(world.store, projection, world.writer, { pageSize: 50 })).rejects.toThrow('killed');
    expect(await projectionStatus(world.store, projection, world.writer)).toMatchObject({
      state: 'replaying',
      buildingGeneration: 2,
    });
    pages = 100;
    const positions: number[] = [];
    const result = await replayProjection(world.store, projection, world.writer, {
      pageSize: 50,
      onPage: (position) => positions.push(position),
    });
    expect(result).toMatchObject({ resumed: true, equal: true, swapped: true, generation: 2 });
    expect(positions[0]).toBe(200);
  });

  it('is refused while another one runs', async () => {
    await world.addLines(10);
    const projection = await live();
    let second: Promise<unknown> | undefined;
    await replayProjection(world.store, projection, world.writer, {
      settleLive: async () => {
        second = replayProjection(world.store, projection, world.writer);
        await expect(second).rejects.toThrow(ReplayRunningError);
      },
    });
    expect(second).toBeDefined();
  });

  it('refuses to swap in rows that differ from the live ones, unless forced', async () => {
    await world.addLines(10);
    const projection = await live();
    await world.database.em.execute('UPDATE spec.order_totals__g1 SET total_cents = 0');
    const refused = await replayProjection(world.store, projection, world.writer);
    expect(refused).toMatchObject({ equal: false, comparable: true, swapped: false });
    const forced = await replayProjection(world.store, projection, world.writer, { force: true });
    expect(forced).toMatchObject({ equal: false, swapped: true, generation: 3 });
    expect(await totals()).toEqual(await truth());
  });

  it('brings in a new version of the code, and rolls back to the old one', async () => {
    await world.addLines(30);
    await live();
    const next = orderTotals({ version: 2 });
    const result = await replayProjection(world.store, next, world.writer);
    expect(result).toMatchObject({ comparable: false, swapped: true });
    const doubled = await totals();
    expect(doubled).not.toEqual(await truth());
    expect(await rollbackProjection(world.store, next, world.writer)).toEqual({ generation: 1, version: 1 });
    expect(await totals()).toEqual(await truth());
    await rollbackProjection(world.store, orderTotals({ version: 2 }), world.writer);
    expect(await totals()).toEqual(doubled);
  });

  it('brings the generation before up to date when rolled back', async () => {
    await world.addLines(30);
    const projection = await live();
    await replayProjection(world.store, projection, world.writer);
    await world.addLines(30);
    await world.runner(projection).catchUp();
    await rollbackProjection(world.store, projection, world.writer);
    expect(await totals()).toEqual(await truth());
  });

  it('changes nothing when dry', async () => {
    await world.addLines(30);
    const projection = await live();
    const result = await replayProjection(world.store, projection, world.writer, { dryRun: true });
    expect(result).toMatchObject({ equal: true, swapped: false });
    const status = await projectionStatus(world.store, projection, world.writer);
    expect(status).toMatchObject({ generation: 1, buildingGeneration: null, state: 'live', lag: 0 });
  });

  it('keeps one generation for a rollback, through dry runs and refused ones, until it is retired', async () => {
    await world.addLines(30);
    const projection = await live();
    const tables = async () => {
      const rows = await world.database.em.execute<{ name: string }[]>(
        "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'spec' ORDER BY 1",
      );
      return rows.map(({ name }) => name.replace('order_totals__', ''));
    };
    await replayProjection(world.store, projection, world.writer);
    expect(await tables()).toEqual(['g1', 'g2']);
    await replayProjection(world.store, projection, world.writer, { dryRun: true });
    expect(await tables()).toEqual(['g1', 'g2']);
    await replayProjection(world.store, projection, world.writer);
    expect(await tables()).toEqual(['g2', 'g4']);
    expect(await retirePrevious(projection, world.writer)).toBe(2);
    expect(await tables()).toEqual(['g4']);
    expect(await retirePrevious(projection, world.writer)).toBeUndefined();
    await expect(rollbackProjection(world.store, projection, world.writer)).rejects.toThrow('no earlier generation');
    expect(await totals()).toEqual(await truth());
  });

  it('that was killed leaves nothing behind when readers are rolled back', async () => {
    await world.addLines(30);
    const faults: Faults = {};
    const projection = await live(orderTotals({ faults }));
    await replayProjection(world.store, projection, world.writer);
    faults.afterRows = () => Promise.reject(new Error('killed'));
    await expect(replayProjection(world.store, projection, world.writer)).rejects.toThrow('killed');
    faults.afterRows = undefined;
    await rollbackProjection(world.store, projection, world.writer);
    const status = await projectionStatus(world.store, projection, world.writer);
    expect(status).toMatchObject({ generation: 1, previousGeneration: 2, buildingGeneration: null, state: 'live' });
    expect(await world.database.em.execute("SELECT to_regclass('spec.order_totals__g3') AS left_behind")).toEqual([
      { left_behind: null },
    ]);
    expect(await totals()).toEqual(await truth());
  });

  it('rebuilds a Redis read model under a new prefix and switches readers with one key', async () => {
    await world.addLines(100);
    const projection = orderRanking(`spec.ranking-${world.database.url.split('_').at(-1)}`);
    await world.writer.install(projection);
    await world.runner(projection).catchUp();
    const ranking = async () =>
      world.redis.zrange(`${await liveRedisPrefix(world.redis, projection.name)}ranking`, '0', '-1', 'WITHSCORES');
    const before = await ranking();
    expect(before).toHaveLength(40);
    const result = await replayProjection(world.store, projection, world.writer, { pageSize: 7 });
    expect(result).toMatchObject({ equal: true, swapped: true });
    expect(await liveRedisPrefix(world.redis, projection.name)).toContain(':g2:');
    expect(await ranking()).toEqual(before);
    await world.addLines(20);
    await world.runner(projection).catchUp();
    expect(await ranking()).not.toEqual(before);
  });
});
