import { Controller, Inject, Injectable, Scope } from '@nestjs/common';
import { CONTEXT, type RequestContext } from '@nestjs/microservices';
import { StreamEvent, type RedisStreamsContext } from '../src';
import type { LoanStarted } from './lending';

/** One for each try of each message: an entity manager of its own, the tenant of the message, a logger with its id. */
@Injectable({ scope: Scope.REQUEST })
export class UnitOfWork {
  readonly changes: string[] = [];

  constructor(@Inject(CONTEXT) private readonly message: RequestContext<unknown, RedisStreamsContext>) {}

  get messageId(): string {
    return this.message.getContext().id;
  }
}

@Controller()
export class UnitOfWorkController {
  static readonly committed: string[] = [];

  constructor(private readonly unit: UnitOfWork) {}

  @StreamEvent('lending', 'loan.started.v1')
  async started({ loanId }: LoanStarted): Promise<void> {
    this.unit.changes.push(loanId);
    UnitOfWorkController.committed.push(...this.unit.changes.map((change) => `${change} by ${this.unit.messageId}`));
  }
}
