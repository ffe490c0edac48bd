import type Stripe from 'stripe';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '@mercury/shared/util-ids';
import { PaymentMetrics } from '../payment.metrics';
import { Breaker, type BreakerState } from './breaker';
import { isCardError, isKeyTaken, isRefusal, StripeUnavailableError, wasReached } from './stripe-errors';

/** The SDK with the limits that every call has. */
@Injectable()
export class StripeCalls {
  private readonly logger = new Logger(StripeCalls.name);
  private readonly breaker: Breaker;
  private lastProblem: string | undefined;

  constructor(
    private readonly stripe: Stripe,
    private readonly metrics: PaymentMetrics,
    private readonly deadlineMs: number,
    clock: Clock,
  ) {
    this.breaker = new Breaker({ failuresToOpen: 5, openMs: 5_000, now: () => clock.now().getTime() });
    metrics.observeBreaker(() => this.breaker.state);
  }

  get state(): BreakerState {
    return this.breaker.state;
  }

  /** How the last call failed; undefined when it was answered. */
  get problem(): string | undefined {
    return this.lastProblem;
  }

  /**
   * Runs one call under the deadline and the breaker. Rejects with what Stripe refuses (`isRefusal`, `isKeyTaken`), and
   * with StripeUnavailableError when its outcome is not known.
   */
  async run<T>(name: string, call: (stripe: Stripe) => Promise<T>): Promise<T> {
    if (!this.breaker.admits()) {
      this.metrics.called(name, 'not_made', 0);
      throw new StripeUnavailableError(new Error('the breaker is open'));
    }
    const startedAt = performance.now();
    try {
      const answer = await this.withDeadline(call(this.stripe));
      this.breaker.report(true);
      this.lastProblem = undefined;
      this.metrics.called(name, 'ok', performance.now() - startedAt);
      return answer;
    } catch (error) {
      this.breaker.report(wasReached(error));
      const refused = isRefusal(error) || isKeyTaken(error);
      this.metrics.called(name, refused ? 'refused' : 'unknown', performance.now() - startedAt);
      this.lastProblem = refused ? undefined : describe(error);
      if (!isCardError(error)) this.logger.warn(`${name}: ${describe(error)}`);
      if (refused) throw error;
      throw new StripeUnavailableError(error);
    }
  }

  /** The SDK's timeout is for silence on the line; this one is for the call, its repetition included. */
  private withDeadline<T>(work: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${this.deadlineMs} ms`)), this.deadlineMs);
    });
    work.catch(() => undefined);
    return Promise.race([work, late]).finally(() => clearTimeout(timer));
  }
}

/** Type, code and request id: what support asks for. Messages of Stripe's may quote what they were sent. */
function describe(error: unknown): string {
  const { type, code, requestId } = error as { type?: string; code?: string; requestId?: string };
  return type ? [type, code, requestId].filter(Boolean).join(' ') : String(error);
}
