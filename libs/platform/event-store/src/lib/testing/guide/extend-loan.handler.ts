import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EventStore } from '../../../index';
import { extendLoan } from './loan';
import { LoanStreams } from './loan-streams';

export class ExtendLoan extends Command<{ position: number }> {
  constructor(
    /** From the caller, who repeats it when an answer is lost. */
    readonly commandId: string,
    readonly loanId: string,
    readonly dueOn: string,
  ) {
    super();
  }
}

@CommandHandler(ExtendLoan)
export class ExtendLoanHandler implements ICommandHandler<ExtendLoan> {
  private readonly loans: LoanStreams;

  constructor(store: EventStore) {
    this.loans = new LoanStreams(store);
  }

  async execute({ commandId, loanId, dueOn }: ExtendLoan): Promise<{ position: number }> {
    return {
      position: await this.loans.decide(loanId, { commandId }, (state) => extendLoan(state, { loanId, dueOn })),
    };
  }
}
