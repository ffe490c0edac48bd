import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Ctx, Payload } from '@nestjs/microservices';
import { RedisStreamsContext, StreamEvent } from '@mercury/platform/redis-streams';
import { causeOf } from '@mercury/platform/event-store';
import { AssessRisk } from './assess-risk.command';
import { AuthorisePayment } from './authorise-payment.command';
import { CapturePayment } from './capture-payment.command';
import { SecureStock } from './secure-stock.command';
import { UnwindOrder } from './unwind-order.command';

type OfOrder = { orderId: string };

/**
 * The checkout's own events, each leading to its next step. A step looks at the order first and does nothing when it is
 * not its turn, so an event that comes again, or late, changes nothing.
 */
@Controller()
export class CheckoutConsumer {
  constructor(private readonly commands: CommandBus) {}

  @StreamEvent('commerce', 'orders.order.payment-started.v1')
  async started(@Payload() { orderId }: OfOrder, @Ctx() context: RedisStreamsContext) {
    await this.commands.execute(new AuthorisePayment(orderId, causeOf('authorise', context)));
  }

  @StreamEvent('commerce', 'orders.order.payment-authorised.v1')
  async authorised(@Payload() { orderId }: OfOrder, @Ctx() context: RedisStreamsContext) {
    await this.commands.execute(new AssessRisk(orderId, causeOf('assess', context)));
  }

  @StreamEvent('commerce', 'orders.order.risk-assessed.v1')
  async assessed(@Payload() { orderId }: OfOrder, @Ctx() context: RedisStreamsContext) {
    await this.commands.execute(new SecureStock(orderId, causeOf('secure-stock', context)));
  }

  @StreamEvent('commerce', 'orders.order.hold-renewed.v1')
  async renewed(@Payload() { orderId }: OfOrder, @Ctx() context: RedisStreamsContext) {
    await this.commands.execute(new SecureStock(orderId, causeOf('secure-stock', context)));
  }

  @StreamEvent('commerce', 'orders.order.stock-committed.v1')
  async committed(@Payload() { orderId }: OfOrder, @Ctx() context: RedisStreamsContext) {
    await this.commands.execute(new CapturePayment(orderId, causeOf('capture', context)));
  }

  @StreamEvent('commerce', 'orders.order.cancelled.v1')
  async cancelled(@Payload() { orderId }: OfOrder, @Ctx() context: RedisStreamsContext) {
    await this.commands.execute(new UnwindOrder(orderId, causeOf('unwind', context)));
  }

  @StreamEvent('commerce', 'orders.order.expired.v1')
  async expired(@Payload() { orderId }: OfOrder, @Ctx() context: RedisStreamsContext) {
    await this.commands.execute(new UnwindOrder(orderId, causeOf('unwind', context)));
  }
}
