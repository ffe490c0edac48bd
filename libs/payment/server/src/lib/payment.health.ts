import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HealthChecks } from '@mercury/platform/health';
import { PaymentMetrics } from './payment.metrics';
import { PaymentRows } from './streams/payment-rows';
import { StripeCalls } from './stripe/stripe-calls';

/**
 * Stripe is not required: without it payments wait and nothing is lost. What is reported is how the last calls went; a
 * probe that called Stripe itself would be one more thing to break.
 */
@Injectable()
export class PaymentHealth implements OnModuleInit {
  constructor(
    private readonly checks: HealthChecks,
    private readonly calls: StripeCalls,
    private readonly rows: PaymentRows,
    private readonly metrics: PaymentMetrics,
  ) {}

  onModuleInit(): void {
    this.checks.register({ name: 'stripe', required: false, check: async () => this.check() });
    this.metrics.observeOpen(() => this.rows.countOpen().catch(() => ({})));
  }

  private check(): void {
    if (this.calls.problem) throw new Error(`breaker ${this.calls.state}; last call: ${this.calls.problem}`);
  }
}
