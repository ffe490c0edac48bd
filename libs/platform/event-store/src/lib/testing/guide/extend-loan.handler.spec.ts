import { EventRegistry, InMemoryEventStore } from '../../../index';
import { ExtendLoan, ExtendLoanHandler } from './extend-loan.handler';
import { lendingEventTypes } from './lending.event-types';

const clock = { now: () => new Date('2026-11-24T12:00:00.000Z') };

it('an extension that is sent again is one event, with the answer of the first', async () => {
  const store = new InMemoryEventStore(clock, new EventRegistry(lendingEventTypes));
  const started = { loanId: 'l-1', bookId: 'b-1', readerId: 'r-1', startedOn: '2026-11-03' };
  await store.append(
    {
      streamId: 'lending.loan-l-1',
      expectedVersion: 0,
      events: [{ type: 'lending.loan.started', data: started, schemaVersion: 1 }],
    },
    { commandId: 'start' },
  );
  const handler = new ExtendLoanHandler(store);
  const command = new ExtendLoan('c-1', 'l-1', '2026-12-15');
  expect(await handler.execute(command)).toEqual(await handler.execute(command));
  expect(await store.readStream('lending.loan-l-1')).toMatchObject([
    { data: { dueOn: '2026-12-01' }, schemaVersion: 2 },
    { data: { dueOn: '2026-12-15' }, metadata: { commandId: 'c-1' } },
  ]);
});
