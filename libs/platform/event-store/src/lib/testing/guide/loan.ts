import type { LoanEvent } from './loan.events';

export interface LoanState {
  readonly status: 'unknown' | 'open' | 'returned';
  readonly dueOn?: string;
  readonly extensions: number;
}

/** How the events of a loan fold. Total over the union: the compiler asks for each new type. */
export const loanAggregate = {
  streamType: 'lending.loan',
  initialState: (): LoanState => ({ status: 'unknown', extensions: 0 }),
  evolve(state: LoanState, event: LoanEvent): LoanState {
    switch (event.type) {
      case 'lending.loan.started':
        return { status: 'open', dueOn: event.data.dueOn, extensions: 0 };
      case 'lending.loan.extended':
        return { ...state, dueOn: event.data.dueOn, extensions: state.extensions + 1 };
      case 'lending.loan.returned':
        return { ...state, status: 'returned' };
    }
  },
};

/** A refusal has a stable code; what is not news is no event. */
export class LoanRefusal extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

export function extendLoan(state: LoanState, { loanId, dueOn }: { loanId: string; dueOn: string }): LoanEvent[] {
  if (state.status !== 'open') throw new LoanRefusal('lending.not_on_loan');
  if (state.dueOn === dueOn) return [];
  if (state.extensions === 2) throw new LoanRefusal('lending.extended_twice');
  return [{ type: 'lending.loan.extended', data: { loanId, dueOn } }];
}
