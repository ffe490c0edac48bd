import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Ctx, Payload } from '@nestjs/microservices';
import type { OrderEvent } from '@mercury/orders/contracts';
import { causeOf } from '@mercury/platform/event-store';
import { StreamEvent, type RedisStreamsContext } from '@mercury/platform/redis-streams';
import { RecordPurchase } from './record-purchase.command';

type OrderConfirmed = Extract<OrderEvent, { type: 'orders.order.confirmed' }>['data'];

/** Purchases come from orders, never from a browser: trending and recommendations then need behaviour alone. */
@Controller()
export class OrderConfirmedConsumer {
  constructor(private readonly commands: CommandBus) {}

  @StreamEvent('commerce', 'orders.order.confirmed.v1')
  async confirmed(@Payload() order: OrderConfirmed, @Ctx() context: RedisStreamsContext): Promise<void> {
    const { orderId, visitorId, lines } = order;
    await this.commands.execute(
      new RecordPurchase(
        { orderId, visitorId, lines },
        String(context.headers['occurredAt']),
        causeOf('record-purchase', context),
      ),
    );
  }
}
