import type { PastVersion } from '../../../index';

interface LoanStartedV1 {
  readonly loanId: string;
  readonly bookId: string;
  readonly readerId: string;
  /** ISO 8601 day. */
  readonly startedOn: string;
}

/** Version 1 said when a loan started; every loan ran four weeks. Version 2 says when it is due. */
export const loanStartedV1: PastVersion = {
  type: 'lending.loan.started',
  version: 1,
  upcast: ({ startedOn, ...loan }: LoanStartedV1) => ({ ...loan, dueOn: daysAfter(startedOn, 28) }),
};

function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
