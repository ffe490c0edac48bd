import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Ctx, Payload } from '@nestjs/microservices';
import type { PaymentEvent } from '@mercury/payment/contracts';
import { RedisStreamsContext, StreamEvent } from '@mercury/platform/redis-streams';
import { causeOf } from '@mercury/platform/event-store';
import { RecordActionRequired } from './record-action-required.command';
import { RecordAuthorisation } from './record-authorisation.command';
import { RecordDecline } from './record-decline.command';

type Data<Type extends PaymentEvent['type']> = Extract<PaymentEvent, { type: Type }>['data'];

/** What payment reports of an attempt, each report one command. */
@Controller()
export class PaymentConsumer {
  constructor(private readonly commands: CommandBus) {}

  @StreamEvent('commerce', 'payment.payment.action-required.v1')
  async actionRequired(
    @Payload() { orderId, paymentId, nextActionUrl }: Data<'payment.payment.action-required'>,
    @Ctx() context: RedisStreamsContext,
  ) {
    const report = { paymentId, nextActionUrl };
    await this.commands.execute(new RecordActionRequired(orderId, causeOf('record-action', context), report));
  }

  @StreamEvent('commerce', 'payment.payment.authorised.v1')
  async authorised(@Payload() data: Data<'payment.payment.authorised'>, @Ctx() context: RedisStreamsContext) {
    const { orderId, paymentId, amountMinor, currency, cardFingerprint, cardCountry } = data;
    const report = { paymentId, amountMinor, currency, cardFingerprint, cardCountry };
    await this.commands.execute(new RecordAuthorisation(orderId, causeOf('record-authorisation', context), report));
  }

  @StreamEvent('commerce', 'payment.payment.declined.v1')
  async declined(
    @Payload() { orderId, paymentId, declineCode, message }: Data<'payment.payment.declined'>,
    @Ctx() context: RedisStreamsContext,
  ) {
    const report = { paymentId, declineCode, message };
    await this.commands.execute(new RecordDecline(orderId, causeOf('record-decline', context), report));
  }

  /** Given up by payment itself, while the order still waited for it: it can be paid again. */
  @StreamEvent('commerce', 'payment.payment.voided.v1')
  async voided(@Payload() { orderId, paymentId }: Data<'payment.payment.voided'>, @Ctx() context: RedisStreamsContext) {
    const report = { paymentId, declineCode: 'voided' };
    await this.commands.execute(new RecordDecline(orderId, causeOf('record-decline', context), report));
  }
}
