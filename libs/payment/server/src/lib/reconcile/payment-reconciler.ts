import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Clock } from '@mercury/shared/util-ids';
import { PAYMENT_OPTIONS, type PaymentOptions } from '../payment.options';
import { PaymentRows } from '../streams/payment-rows';
import { Payments } from '../streams/payments';
import { Settlement } from '../streams/settlement';
import { StripeCalls } from '../stripe/stripe-calls';
import { StripeUnavailableError } from '../stripe/stripe-errors';
import { SweepLoop } from '../sweep-loop';

const EVERY_MS = 3_000;
const BATCH = 20;

/**
 * Looks at payments that have been undecided for a while: the answer of Stripe was lost, its webhook never came, the
 * shopper left the bank's page, somebody wants it given up. Until it is known, never guessing. Any number of processes may
 * do so at once.
 */
@Injectable()
export class PaymentReconciler implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(PaymentReconciler.name);
  private readonly loop = new SweepLoop(EVERY_MS, () => this.sweep(), this.logger);

  constructor(
    private readonly rows: PaymentRows,
    private readonly payments: Payments,
    private readonly settlement: Settlement,
    private readonly calls: StripeCalls,
    private readonly clock: Clock,
    @Inject(PAYMENT_OPTIONS) private readonly options: PaymentOptions,
  ) {}

  onApplicationBootstrap(): void {
    if (this.options.sweep !== false) this.loop.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }

  /** Looks at what is due by now; resolves to the number of payments that it looked at. */
  async sweep(): Promise<number> {
    if (this.calls.state === 'open') return 0;
    const due = await this.rows.claimDue(this.clock.now(), BATCH);
    for (const { paymentId, status } of due)
      await this.reconcile(paymentId).catch((error: unknown) => {
        const reason = error instanceof StripeUnavailableError ? error.cause : error;
        this.logger.warn(`payment ${paymentId} is still ${status}: ${String(reason)}`);
      });
    return due.length;
  }

  private async reconcile(paymentId: string): Promise<void> {
    const before = await this.payments.load(paymentId);
    const after = await this.settlement.resolve(before, `reconcile:${paymentId}`, { patient: true });
    if (after.status !== before.status)
      this.logger.log(`payment ${paymentId}: ${before.status} is ${after.status} by reconciliation`);
  }
}
