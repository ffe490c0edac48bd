import { Inject, Injectable } from '@nestjs/common';
import { RedisStreamsClient, RequestTimeoutError } from '../src';
import type { LendingEvents, LoanStarted } from './lending';

@Injectable()
export class Desk {
  constructor(@Inject(RedisStreamsClient) private readonly bus: RedisStreamsClient<LendingEvents>) {}

  /** Resolves to the entry id when Redis has it. The compiler knows topics, types and data. */
  lend(loan: LoanStarted): Promise<string | null> {
    return this.bus.publish('lending', { type: 'loan.started.v1', key: loan.loanId, data: loan });
  }

  /** With a position of one's own, a publish that is repeated after an error adds nothing: it resolves to null. */
  lendOnce(loan: LoanStarted, position: number): Promise<string | null> {
    return this.bus.publish('lending', { type: 'loan.started.v1', key: loan.loanId, data: loan, position });
  }

  /** The answer, or the error of over there, or RequestTimeoutError: then it may or may not have happened. */
  async isFree(bookId: string): Promise<boolean | 'unknown'> {
    try {
      return await this.bus.call<boolean>('catalogue.is-free', { bookId }, { timeoutMs: 800 });
    } catch (error) {
      if (error instanceof RequestTimeoutError) return 'unknown';
      throw error;
    }
  }
}
