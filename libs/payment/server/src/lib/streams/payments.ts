import { Injectable } from '@nestjs/common';
import type { PaymentEvent } from '@mercury/payment/contracts';
import { paymentAggregate, type PaymentState } from '@mercury/payment/domain';
import { AggregateRepository, EventStore, VersionConflictError, type Loaded } from '@mercury/platform/event-store';
import { currentCorrelation } from '@mercury/platform/observability';
import { Clock } from '@mercury/shared/util-ids';
import { PaymentMetrics } from '../payment.metrics';
import { deciding } from '../refuse';
import { PaymentRows } from './payment-rows';

const ATTEMPTS = 8;

/** The streams of payments, with their row in the transaction of each append. */
@Injectable()
export class Payments {
  private readonly streams: AggregateRepository<PaymentState, PaymentEvent>;

  constructor(
    store: EventStore,
    private readonly rows: PaymentRows,
    private readonly clock: Clock,
    private readonly metrics: PaymentMetrics,
  ) {
    this.streams = new AggregateRepository<PaymentState, PaymentEvent>(store, paymentAggregate);
  }

  async load(paymentId: string): Promise<PaymentState> {
    return (await this.streams.load(paymentId)).state;
  }

  /**
   * Loads, decides, appends; resolves to the state after. Who loses a race loads and decides again, a bounded number of
   * times: the answer of Stripe, its webhook and the reconciler may all bring the same news at once.
   */
  async decide(
    paymentId: string,
    commandId: string,
    decision: (state: PaymentState) => PaymentEvent[],
  ): Promise<PaymentState> {
    for (let attempt = 1; ; attempt += 1) {
      const loaded = await this.streams.load(paymentId);
      const events = deciding(() => decision(loaded.state));
      if (events.length === 0) return loaded.state;
      try {
        return await this.append(loaded, events, commandId);
      } catch (error) {
        if (!(error instanceof VersionConflictError) || attempt === ATTEMPTS) throw error;
      }
    }
  }

  /** One command may append more than once (started, then its outcome): the version tells its appends apart. */
  private async append(loaded: Loaded<PaymentState>, events: PaymentEvent[], commandId: string): Promise<PaymentState> {
    const after = events.reduce(paymentAggregate.evolve, loaded.state);
    const version = loaded.version + events.length;
    const { duplicate } = await this.streams.append(loaded, events, {
      commandId: `${commandId}@${loaded.version}`,
      correlationId: currentCorrelation()?.correlationId ?? commandId,
      inline: (em) => this.rows.write(em, after, version, this.clock.now()),
    });
    if (!duplicate) this.metrics.happened(events);
    return after;
  }
}
