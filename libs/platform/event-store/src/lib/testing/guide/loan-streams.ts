import { AggregateRepository, VersionConflictError, type AppendOptions, type EventStore } from '../../../index';
import { loanAggregate, type LoanState } from './loan';
import type { LoanEvent } from './loan.events';

const ATTEMPTS = 5;

/** Load, decide, append; who loses a race decides again on what has happened meanwhile. */
export class LoanStreams {
  private readonly loans: AggregateRepository<LoanState, LoanEvent>;

  constructor(store: EventStore) {
    this.loans = new AggregateRepository<LoanState, LoanEvent>(store, loanAggregate);
  }

  async decide(loanId: string, options: AppendOptions, decision: (state: LoanState) => LoanEvent[]): Promise<number> {
    for (let attempt = 1; ; attempt += 1) {
      const loan = await this.loans.load(loanId);
      try {
        return (await this.loans.append(loan, decision(loan.state), options)).position;
      } catch (error) {
        if (!(error instanceof VersionConflictError) || attempt === ATTEMPTS) throw error;
      }
    }
  }
}
