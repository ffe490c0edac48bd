/** Events of stream `lending.loan-<loanId>`. */
export type LoanEvent =
  | { type: 'lending.loan.started'; data: { loanId: string; bookId: string; readerId: string; dueOn: string } }
  | { type: 'lending.loan.extended'; data: { loanId: string; dueOn: string } }
  | { type: 'lending.loan.returned'; data: { loanId: string; condition: 'good' | 'damaged' } };
