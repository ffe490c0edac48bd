import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import Stripe from 'stripe';
import { Clock } from '@mercury/shared/util-ids';
import { AuthorisePaymentHandler } from './commands/authorise-payment.handler';
import { CapturePaymentHandler } from './commands/capture-payment.handler';
import { RefundPaymentHandler } from './commands/refund-payment.handler';
import { VoidPaymentHandler } from './commands/void-payment.handler';
import { PaymentController } from './payment.controller';
import { PaymentHealth } from './payment.health';
import { PaymentMetrics } from './payment.metrics';
import { PAYMENT_OPTIONS, type PaymentOptions } from './payment.options';
import { GetClientConfigHandler } from './queries/get-client-config.handler';
import { GetPaymentHandler } from './queries/get-payment.handler';
import { PaymentReconciler } from './reconcile/payment-reconciler';
import { PaymentRows } from './streams/payment-rows';
import { Payments } from './streams/payments';
import { Settlement } from './streams/settlement';
import { StripeCalls } from './stripe/stripe-calls';
import { stripeClient } from './stripe/stripe-client';
import { StripeGateway } from './stripe/stripe-gateway';
import { ReceiveWebhookHandler } from './webhooks/receive-webhook.handler';
import { WebhookInbox } from './webhooks/webhook-inbox';
import { WebhookSweeper } from './webhooks/webhook-sweeper';

const DEADLINE_MS = 8_000;

/** Payments through Stripe, or through its emulator. */
@Module({})
export class PaymentModule {
  static forRoot(options: PaymentOptions): DynamicModule {
    return {
      module: PaymentModule,
      imports: [CqrsModule],
      controllers: [PaymentController],
      providers: [
        { provide: PAYMENT_OPTIONS, useValue: options },
        { provide: Stripe, useFactory: () => stripeClient(options) },
        {
          provide: StripeCalls,
          inject: [Stripe, PaymentMetrics, Clock],
          useFactory: (stripe: Stripe, metrics: PaymentMetrics, clock: Clock) =>
            new StripeCalls(stripe, metrics, options.deadlineMs ?? DEADLINE_MS, clock),
        },
        ...[StripeGateway, PaymentMetrics, PaymentRows, Payments, Settlement, PaymentHealth],
        ...[AuthorisePaymentHandler, CapturePaymentHandler, VoidPaymentHandler, RefundPaymentHandler],
        ...[GetPaymentHandler, GetClientConfigHandler],
        ...[WebhookInbox, WebhookSweeper, ReceiveWebhookHandler, PaymentReconciler],
      ],
    };
  }
}
