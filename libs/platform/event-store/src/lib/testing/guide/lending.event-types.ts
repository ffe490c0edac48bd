import { eventTypes, shape } from '../../../index';
import { loanStartedV1 } from './loan-started.v1';
import type { LoanEvent } from './loan.events';

const { id, oneOf, text } = shape;

export const lendingEventTypes = eventTypes<LoanEvent>(
  {
    'lending.loan.started': { loanId: id, bookId: id, readerId: id, dueOn: text },
    'lending.loan.extended': { loanId: id, dueOn: text },
    'lending.loan.returned': { loanId: id, condition: oneOf('good', 'damaged') },
  },
  [loanStartedV1],
);
