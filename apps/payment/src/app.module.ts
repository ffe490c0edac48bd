import { Module } from '@nestjs/common';
import { paymentEventTypes, PaymentModule } from '@mercury/payment/server';
import { platformModules } from '@mercury/platform/service';
import { config } from './payment.config';
import { emulatorUrlOf } from './stripe-keys';

/** Payments, their webhooks and their reconciliation in one process. */
@Module({
  imports: [
    ...platformModules({ name: 'payment', config, eventTypes: paymentEventTypes }),
    PaymentModule.forRoot({
      secretKey: config.stripeSecretKey,
      publishableKey: config.stripePublishableKey,
      webhookSecret: config.stripeWebhookSecret,
      emulatorUrl: emulatorUrlOf(config),
    }),
  ],
})
export class AppModule {}
