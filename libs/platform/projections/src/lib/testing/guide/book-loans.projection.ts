import type { PostgresProjection } from '../../../index';
import type { LoanEvent } from './loan.events';

/** How often each book was lent, and how many of its loans are open: `SELECT * FROM lending.book_loans`. */
export const bookLoansProjection: PostgresProjection = {
  name: 'lending-book-loans',
  version: 1,
  topics: ['commerce'],
  handles: ['lending.loan.started', 'lending.loan.returned'],
  schema: 'lending',
  tables: {
    book_loans: (table) => [
      `CREATE TABLE ${table} (book_id text COLLATE "C" PRIMARY KEY, loans integer NOT NULL, open integer NOT NULL)`,
      `CREATE INDEX ON ${table} (loans DESC)`,
    ],
  },
  async apply(page, tx) {
    const rows = new Map<string, { id: string; loans: number; open: number }>();
    for (const event of page as unknown as readonly LoanEvent[]) {
      const { bookId } = event.data;
      const row = rows.get(bookId) ?? { id: bookId, loans: 0, open: 0 };
      if (event.type === 'lending.loan.started') row.loans += 1;
      row.open += event.type === 'lending.loan.started' ? 1 : -1;
      rows.set(bookId, row);
    }
    // Loans of one book are folded side by side: rows are locked in one order, and only sums are written.
    const sorted = [...rows.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    await tx.execute(
      `INSERT INTO ${tx.table('book_loans')} AS b
       SELECT * FROM jsonb_to_recordset(?::jsonb) AS r(id text, loans int, open int)
       ON CONFLICT (book_id) DO UPDATE SET loans = b.loans + excluded.loans, open = b.open + excluded.open`,
      [JSON.stringify(sorted)],
    );
  },
};
