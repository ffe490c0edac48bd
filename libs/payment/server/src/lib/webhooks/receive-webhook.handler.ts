import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import Stripe from 'stripe';
import { DomainError } from '@mercury/platform/errors';
import { Clock } from '@mercury/shared/util-ids';
import { PaymentMetrics } from '../payment.metrics';
import { PAYMENT_OPTIONS, type PaymentOptions } from '../payment.options';
import { ReceiveWebhook } from './receive-webhook.command';
import { intentIdOf } from './webhook-intent';
import { WebhookInbox } from './webhook-inbox';
import { WebhookSweeper } from './webhook-sweeper';

/** Older deliveries may be recordings: Stripe signs each attempt anew. In seconds. */
const TOLERANCE_S = 300;

/** Checked, stored, answered; applied after the answer, since Stripe waits for nothing but our having it. */
@CommandHandler(ReceiveWebhook)
export class ReceiveWebhookHandler implements ICommandHandler<ReceiveWebhook> {
  constructor(
    private readonly stripe: Stripe,
    private readonly inbox: WebhookInbox,
    private readonly sweeper: WebhookSweeper,
    private readonly clock: Clock,
    private readonly metrics: PaymentMetrics,
    @Inject(PAYMENT_OPTIONS) private readonly options: PaymentOptions,
  ) {}

  async execute({ request }: ReceiveWebhook): Promise<{ eventId: string; duplicate: boolean }> {
    const event = this.verify(request);
    const now = this.clock.now();
    const fresh = await this.inbox.store(
      { eventId: event.id, type: event.type, intentId: intentIdOf(event), createdAt: new Date(event.created * 1_000) },
      now,
    );
    this.metrics.webhook(fresh ? 'received' : 'duplicate');
    if (fresh) this.sweeper.wake();
    return { eventId: event.id, duplicate: !fresh };
  }

  private verify({ body, signature }: ReceiveWebhook['request']): Stripe.Event {
    const { webhookSecret } = this.options;
    try {
      const nowMs = this.clock.now().getTime();
      return this.stripe.webhooks.constructEvent(body, signature, webhookSecret, TOLERANCE_S, undefined, nowMs);
    } catch (cause) {
      this.metrics.webhook('bad_signature');
      throw new DomainError('payment.bad_signature', {
        status: 400,
        message: 'The signature of the webhook does not hold',
        cause,
      });
    }
  }
}
