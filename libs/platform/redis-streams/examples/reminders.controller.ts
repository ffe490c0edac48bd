import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { StreamEvent, type RedisStreamsContext } from '../src';
import type { LoanReturned, LoanStarted } from './lending';
import { Reminders } from './reminders';

@Controller()
export class RemindersController {
  constructor(private readonly reminders: Reminders) {}

  /** Resolve: acknowledged. Throw: tried again, later events of the same loan wait. */
  @StreamEvent('lending', 'loan.started.v1')
  async started(@Payload() loan: LoanStarted, @Ctx() { id }: RedisStreamsContext): Promise<void> {
    this.reminders.once(id, () => this.reminders.dueOn.set(loan.loanId, loan.dueOn));
  }

  @StreamEvent('lending', 'loan.returned.v1')
  async returned(@Payload() { loanId }: LoanReturned, @Ctx() { id }: RedisStreamsContext): Promise<void> {
    this.reminders.once(id, () => this.reminders.dueOn.delete(loanId));
  }
}
