import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { resolveReview } from '@mercury/orders/domain';
import { UnavailableError } from '@mercury/platform/errors';
import { OrderStreams } from '../orders/order-streams';
import { ResolveReview } from './resolve-review.command';

/** A reviewer may be quicker than the order, whose own verdict is then still on its way: the event comes again. */
@CommandHandler(ResolveReview)
export class ResolveReviewHandler implements ICommandHandler<ResolveReview> {
  constructor(private readonly orders: OrderStreams) {}

  async execute({ orderId, cause, verdict }: ResolveReview): Promise<void> {
    await this.orders.decide(orderId, cause, ({ state }) => {
      if (state.status === 'checking' && !state.verdict) throw new UnavailableError('orders.not_assessed_yet');
      return resolveReview(state, verdict);
    });
  }
}
