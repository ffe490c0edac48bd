import { AggregateRepository, type EventStore, type RecordedEvent, type SnapshotStore } from '../../../index';
import { loanAggregate, type LoanState } from './loan';
import type { LoanEvent } from './loan.events';

/** Everything that is safe now, in the one order of all events, in the shapes of today. Resolves to where to go on from. */
export async function readEverything(
  store: EventStore,
  after: number,
  see: (event: RecordedEvent) => void,
): Promise<number> {
  for (let position = after; ;) {
    const page = await store.readAll({ after: position, limit: 1_000 });
    if (page.position === position) return position;
    for (const event of page.events) see(store.registry.upcast(event));
    position = page.position;
  }
}

/** For streams of hundreds of events: loading begins at the last snapshot whose schema is still this one. */
export function withSnapshots(store: EventStore, snapshots: SnapshotStore) {
  return new AggregateRepository<LoanState, LoanEvent>(store, loanAggregate, {
    store: snapshots,
    schema: 'loan-1',
    every: 200,
  });
}
