import { causeOf, type CausingMessage, type EventStore } from '../../../index';
import { LoanStreams } from './loan-streams';

/** A process manager: what happened elsewhere causes a command here, once, however often the event is delivered. */
export class LostBookProcess {
  private readonly loans: LoanStreams;

  constructor(store: EventStore) {
    this.loans = new LoanStreams(store);
  }

  async bookFound({ loanId }: { loanId: string }, message: CausingMessage): Promise<void> {
    await this.loans.decide(loanId, causeOf('close-loan', message), ({ status }) =>
      status === 'open' ? [{ type: 'lending.loan.returned', data: { loanId, condition: 'damaged' } }] : [],
    );
  }
}
