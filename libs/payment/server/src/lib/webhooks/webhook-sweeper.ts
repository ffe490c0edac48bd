import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Clock } from '@mercury/shared/util-ids';
import { PaymentMetrics } from '../payment.metrics';
import { PAYMENT_OPTIONS, type PaymentOptions } from '../payment.options';
import { Payments } from '../streams/payments';
import { Settlement } from '../streams/settlement';
import { StripeGateway } from '../stripe/stripe-gateway';
import { SweepLoop } from '../sweep-loop';
import { WebhookInbox, type WebhookOutcome } from './webhook-inbox';

const EVERY_MS = 2_000;
const BATCH = 50;
const PRUNE_EVERY_MS = 3_600_000;

/**
 * Applies what the inbox holds. An event only says that there is news of an intent; the news is what Stripe answers when it
 * is asked now. So the order and the number of deliveries do not matter, and many events of one intent are one question.
 */
@Injectable()
export class WebhookSweeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(WebhookSweeper.name);
  private readonly loop = new SweepLoop(EVERY_MS, () => this.sweep(), this.logger);
  private prunedAt = 0;

  constructor(
    private readonly inbox: WebhookInbox,
    private readonly payments: Payments,
    private readonly settlement: Settlement,
    private readonly gateway: StripeGateway,
    private readonly clock: Clock,
    private readonly metrics: PaymentMetrics,
    @Inject(PAYMENT_OPTIONS) private readonly options: PaymentOptions,
  ) {}

  onApplicationBootstrap(): void {
    if (this.options.sweep !== false) this.loop.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }

  /** Something new is in the inbox. */
  wake(): void {
    this.loop.wake();
  }

  /** Applies what waits; resolves to the number of events that are done. */
  async sweep(): Promise<number> {
    const now = this.clock.now();
    let done = 0;
    for (const [intentId, eventIds] of await this.inbox.claim(now, BATCH)) {
      try {
        const outcome = await this.apply(intentId, eventIds);
        await this.inbox.finish(eventIds, outcome, this.clock.now());
        this.metrics.webhook(outcome, eventIds.length);
        done += eventIds.length;
      } catch (error) {
        this.metrics.webhook('failed', eventIds.length);
        this.logger.warn(`webhooks ${eventIds.join(', ')} wait: ${String(error)}`);
      }
    }
    await this.pruneNowAndThen(now);
    return done;
  }

  private async apply(intentId: string, eventIds: readonly string[]): Promise<WebhookOutcome> {
    const known = await this.gateway.retrieve(intentId);
    const state = known?.paymentId ? await this.payments.load(known.paymentId) : undefined;
    const alien = state?.intentId !== undefined && state.intentId !== intentId;
    if (!known || !state?.started || alien) {
      this.logger.warn(`webhooks ${eventIds.join(', ')}: intent ${intentId} belongs to no payment of ours`);
      return 'unknown';
    }
    await this.settlement.settle(state.started.paymentId, known.fact, `webhook:${eventIds[0]}`);
    return 'applied';
  }

  private async pruneNowAndThen(now: Date): Promise<void> {
    if (now.getTime() - this.prunedAt < PRUNE_EVERY_MS) return;
    this.prunedAt = now.getTime();
    await this.inbox.prune(now);
  }
}
