import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram } from 'prom-client';
import { Metrics } from '@mercury/platform/observability';
import type { PaymentEvent } from '@mercury/payment/contracts';
import type { BreakerState } from './stripe/breaker';

const BREAKER_VALUES: Record<BreakerState, number> = { closed: 0, 'half-open': 1, open: 2 };

/** What operators and the board of figures want to know of payments. */
@Injectable()
export class PaymentMetrics {
  private readonly steps: Counter;
  private readonly declines: Counter;
  private readonly calls: Histogram;
  private readonly webhooks: Counter;
  private readonly registers: Metrics[];

  constructor(metrics: Metrics) {
    this.registers = [metrics];
    const { registers } = this;
    this.steps = new Counter({
      name: 'mercury_payment_steps_total',
      help: 'Events of payments: started, authorised, declined, captured, voided, refunded …',
      labelNames: ['step'],
      registers,
    });
    this.declines = new Counter({
      name: 'mercury_payment_declines_total',
      help: 'Declined payments by the code of the bank or of Stripe',
      labelNames: ['code'],
      registers,
    });
    this.calls = new Histogram({
      name: 'mercury_payment_stripe_call_seconds',
      help: 'Calls to Stripe: ok, refused, unknown (no answer), not_made (breaker open)',
      labelNames: ['call', 'result'],
      buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8],
      registers,
    });
    this.webhooks = new Counter({
      name: 'mercury_payment_webhooks_total',
      help: 'Webhooks: received, duplicate, bad_signature, applied, ignored, unknown (no payment of ours), failed',
      labelNames: ['result'],
      registers,
    });
  }

  observeBreaker(state: () => BreakerState): void {
    const gauge: Gauge = new Gauge({
      name: 'mercury_payment_stripe_breaker',
      help: 'Breaker before Stripe: 0 closed, 1 half open, 2 open',
      registers: this.registers,
      collect: () => gauge.set(BREAKER_VALUES[state()]),
    });
  }

  /** Payments whose outcome is not known yet, by status: asked at each scrape. */
  observeOpen(count: () => Promise<Record<string, number>>): void {
    const gauge: Gauge = new Gauge({
      name: 'mercury_payment_open',
      help: 'Payments that wait for Stripe or for the shopper, by status',
      labelNames: ['status'],
      registers: this.registers,
      async collect() {
        const counts = await count();
        gauge.reset();
        for (const [status, value] of Object.entries(counts)) gauge.set({ status }, value);
      },
    });
  }

  happened(events: readonly PaymentEvent[]): void {
    for (const event of events) {
      this.steps.inc({ step: event.type.split('.').at(-1) as string });
      if (event.type === 'payment.payment.declined') this.declines.inc({ code: event.data.declineCode });
    }
  }

  called(call: string, result: string, tookMs: number): void {
    this.calls.observe({ call, result }, tookMs / 1000);
  }

  webhook(result: string, count = 1): void {
    this.webhooks.inc({ result }, count);
  }
}
