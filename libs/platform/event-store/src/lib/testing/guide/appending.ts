import type { AppendResult, EventStore } from '../../../index';

/** Two streams in one append: both or neither, each with the version it must be at. */
export function swapReaders(store: EventStore, first: { id: string; version: number }, dueOn: string) {
  return store.append(
    [
      {
        streamId: `lending.loan-${first.id}`,
        expectedVersion: first.version,
        events: [{ type: 'lending.loan.returned', data: { loanId: first.id, condition: 'good' } }],
      },
      {
        streamId: `lending.loan-${first.id}-next`,
        expectedVersion: 0,
        events: [
          {
            type: 'lending.loan.started',
            data: { loanId: `${first.id}-next`, bookId: 'b-1', readerId: 'r-2', dueOn },
          },
        ],
      },
    ],
    { commandId: `swap ${first.id}`, actor: 'librarian' },
  );
}

/** An import: thousands of appends in one commit, each with a command id of its own, so that a second run adds nothing. */
export function importReturns(store: EventStore, loanIds: readonly string[]): Promise<AppendResult[]> {
  return store.appendBatch(
    loanIds.map((loanId) => ({
      stream: {
        streamId: `lending.loan-${loanId}`,
        expectedVersion: 'any',
        events: [{ type: 'lending.loan.returned', data: { loanId, condition: 'good' } }],
      },
      options: { commandId: `import return ${loanId}` },
    })),
  );
}

/** A row that must never lag behind: written in the append's own transaction, before the append, which holds the fence. */
export function returnBook(store: EventStore, loan: { id: string; version: number }) {
  return store.append(
    {
      streamId: `lending.loan-${loan.id}`,
      expectedVersion: loan.version,
      events: [{ type: 'lending.loan.returned', data: { loanId: loan.id, condition: 'good' } }],
    },
    {
      commandId: `return ${loan.id}`,
      inline: (em) => em.execute('DELETE FROM lending.open_loans WHERE loan_id = ?', [loan.id]).then(() => undefined),
    },
  );
}
