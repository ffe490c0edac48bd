import { eventTypes, shape } from '@mercury/platform/event-store';

export type LoanEvent =
  | { readonly type: 'lending.loan.started'; readonly data: { readonly loanId: string; readonly bookId: string } }
  | { readonly type: 'lending.loan.returned'; readonly data: { readonly loanId: string; readonly bookId: string } };

const loan = { loanId: shape.id, bookId: shape.id };
export const lendingEventTypes = eventTypes<LoanEvent>({ 'lending.loan.started': loan, 'lending.loan.returned': loan });
