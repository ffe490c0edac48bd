import { specifyDecider } from '../../../index';
import { extendLoan, loanAggregate, type LoanState } from './loan';
import type { LoanEvent } from './loan.events';

const loan = specifyDecider<LoanState, { dueOn: string }, LoanEvent>({
  ...loanAggregate,
  decide: (state, { dueOn }) => extendLoan(state, { loanId: 'l-1', dueOn }),
});

const started: LoanEvent = {
  type: 'lending.loan.started',
  data: { loanId: 'l-1', bookId: 'b-1', readerId: 'r-1', dueOn: '2026-12-01' },
};
const extended = (dueOn: string): LoanEvent => ({ type: 'lending.loan.extended', data: { loanId: 'l-1', dueOn } });

describe('a loan', () => {
  it('is extended twice at most', () => {
    loan.given(started).when({ dueOn: '2026-12-15' }).then(extended('2026-12-15'));
    loan
      .given(started, extended('2026-12-15'), extended('2026-12-29'))
      .when({ dueOn: '2027-01-12' })
      .thenThrows('lending.extended_twice');
  });

  it('is not extended to the day it is due already', () => {
    loan.given(started).when({ dueOn: '2026-12-01' }).thenNothing();
  });

  it('must have started', () => {
    loan.given().when({ dueOn: '2026-12-15' }).thenThrows('lending.not_on_loan');
  });
});
