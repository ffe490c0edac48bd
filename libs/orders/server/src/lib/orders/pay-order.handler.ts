import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { OrderView } from '@mercury/orders/contracts';
import { startPayment } from '@mercury/orders/domain';
import { IdempotencyMismatchError } from '@mercury/platform/event-store';
import { Clock } from '@mercury/shared/util-ids';
import { paymentIdOf } from '../peers/payments';
import { deciding, orderNotFound } from '../refuse';
import { OrderStreams } from './order-streams';
import { OrderViews } from './order-views';
import { maySee } from './owner';
import { PayOrder } from './pay-order.command';

/**
 * Writes down that payment begins; the process manager takes it from there. Of several pays at once one starts an attempt,
 * and all answer with the order as it is then. A pay that is repeated after its attempt has failed starts no other one.
 */
@CommandHandler(PayOrder)
export class PayOrderHandler implements ICommandHandler<PayOrder> {
  constructor(
    private readonly orders: OrderStreams,
    private readonly views: OrderViews,
    private readonly clock: Clock,
  ) {}

  async execute({ request }: PayOrder): Promise<OrderView> {
    const { commandId, orderId, owner, paymentMethodId, returnUrl } = request;
    const order = await this.orders
      .decide(orderId, { commandId }, ({ state }) => {
        if (!state.placed || !maySee(owner, state.placed)) throw orderNotFound();
        const ids = (attempt: number) => paymentIdOf(orderId, attempt);
        return deciding(() =>
          startPayment(state, { paymentMethodId, returnUrl, now: this.clock.now(), paymentIdOf: ids }),
        );
      })
      .catch((error: unknown) => {
        if (error instanceof IdempotencyMismatchError) return this.orders.load(orderId);
        throw error;
      });
    return this.views.of(order);
  }
}
