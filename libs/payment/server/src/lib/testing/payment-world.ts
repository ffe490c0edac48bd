import { EntityManager } from '@mikro-orm/postgresql';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus, CqrsModule, QueryBus } from '@nestjs/cqrs';
import Stripe from 'stripe';
import type { PaymentRpc, PaymentView } from '@mercury/payment/contracts';
import { paymentIdOf } from '@mercury/payment/domain';
import { EventStore, EventStoreModule, eventStoreMigrations } from '@mercury/platform/event-store';
import { HealthModule } from '@mercury/platform/health';
import { ObservabilityModule } from '@mercury/platform/observability';
import { PersistenceModule } from '@mercury/platform/persistence';
import { projectionMigrations } from '@mercury/platform/projections';
import { ClockModule } from '@mercury/platform/service';
import { createTestDatabase } from '@mercury/platform/testing';
import { Clock } from '@mercury/shared/util-ids';
import { AuthorisePayment } from '../commands/authorise-payment.command';
import { CapturePayment } from '../commands/capture-payment.command';
import { RefundPayment } from '../commands/refund-payment.command';
import { VoidPayment } from '../commands/void-payment.command';
import { paymentEventTypes } from '../events/payment.event-types';
import { paymentMigrations } from '../migrations';
import { PaymentModule } from '../payment.module';
import { PaymentReconciler } from '../reconcile/payment-reconciler';
import { ReceiveWebhook } from '../webhooks/receive-webhook.command';
import { WebhookSweeper } from '../webhooks/webhook-sweeper';
import { startTestEmulator } from './emulator';
import { openWebhookDoor } from './webhook-door';

const WEBHOOK_SECRET = 'whsec_spec';

/** The machine's time, set forward when a spec says so. */
export class MovableClock extends Clock {
  private offsetMs = 0;

  override now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }

  forward(ms: number): void {
    this.offsetMs += ms;
  }
}

/** The payment context as it runs, on PostgreSQL and the emulator; sweepers turn when they are told to. */
export async function paymentWorld() {
  const database = await createTestDatabase({
    migrations: [...eventStoreMigrations, ...projectionMigrations, ...paymentMigrations],
  });
  const clock = new MovableClock();
  let app: INestApplicationContext | undefined = undefined;
  const run = () => app as INestApplicationContext;
  const door = await openWebhookDoor((delivery) => run().get(CommandBus).execute(new ReceiveWebhook(delivery)));
  const emulator = await startTestEmulator(WEBHOOK_SECRET, door.url);
  app = await startContext(database.url, emulator.url, clock);
  const { hostname, port } = new URL(emulator.url);
  const stripe = new Stripe('sk_test_spec', { host: hostname, port, protocol: 'http', telemetry: false });
  const commands = run().get(CommandBus);
  const store = run().get(EventStore);
  let command = 0;
  const commandId = () => `spec-${(command += 1)}`;
  return {
    ...{ clock, emulator, stripe, door, store, commands },
    em: run().get(EntityManager),
    queries: run().get(QueryBus),
    webhooks: run().get(WebhookSweeper),
    reconciler: run().get(PaymentReconciler),
    /** Pays an order with a card of the emulator, `pm_card_visa` for instance. */
    authorise: (orderId: string, paymentMethodId = 'pm_card_visa', extra: object = {}): Promise<PaymentView> =>
      commands.execute(
        new AuthorisePayment({
          ...{ commandId: `pay:${orderId}`, orderId, attempt: 1, amountMinor: 4200, currency: 'EUR' },
          ...{ paymentMethodId, returnUrl: 'http://shop.test/orders/1' },
          ...extra,
        } as PaymentRpc['payment.authorise']['request']),
      ),
    capture: (paymentId: string) => commands.execute(new CapturePayment({ commandId: commandId(), paymentId })),
    void: (paymentId: string) =>
      commands.execute(new VoidPayment({ commandId: commandId(), paymentId, reason: 'cancelled' })),
    refund: (paymentId: string, reason = 'returned') =>
      commands.execute(new RefundPayment({ commandId: commandId(), paymentId, reason })),
    intentsOf: async (orderId: string) => {
      const query = `metadata['paymentId']:'${paymentIdOf(orderId, 1)}'`;
      return (await stripe.paymentIntents.search({ query })).data;
    },
    historyOf: async (orderId: string) => {
      const events = await store.readStream(`payment.payment-${paymentIdOf(orderId, 1)}`);
      return events.map(({ type }) => type.slice('payment.payment.'.length));
    },
    close: async () => {
      await emulator.stop();
      await door.close();
      await run().close();
      await database.drop();
    },
  };
}

/** What `paymentWorld` gives. */
export type PaymentWorld = Awaited<ReturnType<typeof paymentWorld>>;

function startContext(databaseUrl: string, emulatorUrl: string, clock: Clock): Promise<INestApplicationContext> {
  @Module({
    imports: [
      PersistenceModule.forRoot({ databaseUrl, applicationName: 'payment-spec' }),
      EventStoreModule.forRoot(paymentEventTypes),
      CqrsModule.forRoot(),
      ObservabilityModule.forRoot('payment'),
      HealthModule,
      { module: ClockModule, providers: [{ provide: Clock, useValue: clock }], exports: [Clock] },
      PaymentModule.forRoot({
        ...{ secretKey: 'sk_test_spec', publishableKey: 'pk_test_spec', webhookSecret: WEBHOOK_SECRET, emulatorUrl },
        ...{ attemptTimeoutMs: 250, deadlineMs: 2_000, sweep: false },
      }),
    ],
  })
  class SpecModule {}
  return NestFactory.createApplicationContext(SpecModule, { logger: ['error'], abortOnError: false });
}
