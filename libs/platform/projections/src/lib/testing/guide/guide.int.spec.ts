import { EventRegistry, PostgresEventStore } from '@mercury/platform/event-store';
import { waitForPosition } from '../../../index';
import { specWorld } from '../spec-world';
import { bookLoansProjection } from './book-loans.projection';
import { lendingEventTypes, type LoanEvent } from './loan.events';
import { mostLent, mostLentProjection } from './most-lent.projection';
import { passOver, rebuild, takeBack } from './operating';
import { lendingRunners } from './run-projections';

describe('the samples of the guide', () => {
  let world: Awaited<ReturnType<typeof specWorld>>;
  let store: PostgresEventStore;
  beforeEach(async () => {
    world = await specWorld();
    store = new PostgresEventStore(world.em, new EventRegistry(lendingEventTypes));
    for (const projection of [bookLoansProjection, mostLentProjection]) await world.writer.install(projection);
  });
  afterEach(async () => {
    const keys = await world.redis.keys('mrc:{projection:most-lent}:*');
    if (keys.length > 0) await world.redis.unlink(...keys);
    await world.close();
  });

  const append = (loanId: string, bookId: string, ...kinds: ('started' | 'returned')[]) =>
    store.append(
      {
        streamId: `lending.loan-${loanId}`,
        expectedVersion: 0,
        events: kinds.map((kind): LoanEvent => ({ type: `lending.loan.${kind}`, data: { loanId, bookId } })),
      },
      { commandId: loanId },
    );
  const rows = () => world.em.fork().execute('SELECT book_id, loans, open FROM lending.book_loans ORDER BY 1');
  const catchUp = async () => {
    for (const runner of lendingRunners(store, world.writer)) await runner.catchUp();
  };

  it('fold, are read, rebuilt, rolled back and retired', async () => {
    await append('l-1', 'b-1', 'started', 'returned');
    await append('l-2', 'b-2', 'started');
    const { position } = await append('l-3', 'b-2', 'started');
    await catchUp();
    expect(await waitForPosition(world, bookLoansProjection, 'lending.loan-l-3', position, 1_000)).toBe(true);
    const folded = await rows();
    expect(folded).toEqual([
      { book_id: 'b-1', loans: 1, open: 0 },
      { book_id: 'b-2', loans: 2, open: 2 },
    ]);
    expect(await mostLent(world.redis, 10)).toEqual(['b-2', 'b-1']);
    expect(await rebuild(store, world.writer)).toMatchObject({ equal: true, swapped: true, generation: 2 });
    await takeBack(store, world.writer);
    expect(await rows()).toEqual(folded);
    expect((await world.writer.live(bookLoansProjection))?.generation).toBe(1);
  });

  it('pass over a poison event with its reason, in every replay too', async () => {
    const poison = {
      streamId: 'lending.loan-l-9',
      expectedVersion: 0,
      events: [{ type: 'lending.loan.started', data: { loanId: 'l-9', bookId: 'b-9', pages: 300 }, schemaVersion: 2 }],
    };
    await world.store.append(poison, { commandId: 'newer' });
    await append('l-1', 'b-1', 'started');
    await catchUp();
    expect(await world.paused.list(bookLoansProjection.name)).toMatchObject([{ eventType: 'lending.loan.started' }]);
    expect(await passOver(world.writer, 'sent by mistake')).toBe(1);
    await catchUp();
    expect(await rows()).toEqual([{ book_id: 'b-1', loans: 1, open: 1 }]);
    expect(await rebuild(store, world.writer)).toMatchObject({ equal: true, swapped: true });
  });
});
