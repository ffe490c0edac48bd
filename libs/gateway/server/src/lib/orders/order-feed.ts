import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { OrderOwner, OrderView } from '@mercury/orders/contracts';
import type { EventStream } from '../live/event-stream';
import { EventTail } from '../live/event-tail';
import { LiveFeed } from '../live/live-feed';
import { deadlines, Services } from '../rpc/services';

const ORDER_STREAM = 'orders.order-';
const IDLE_MS = 15_000;

/** Orders that are on screens now. */
@Injectable()
export class OrderFeed implements OnModuleDestroy {
  private readonly logger = new Logger(OrderFeed.name);
  private listening = false;
  private readonly feed = new LiveFeed<OrderView>({
    digest: (order) => JSON.stringify(order),
    idleMs: IDLE_MS,
    onError: (error) => this.logger.warn(String(error)),
  });

  constructor(
    private readonly services: Services,
    private readonly tail: EventTail,
  ) {}

  /** The order as it is for this owner; throws when it is not theirs. */
  order(orderId: string, owner: OrderOwner): Promise<OrderView> {
    return this.services.call('orders.get-order', { orderId, owner }, deadlines.read);
  }

  /** Sends the order at once and whenever it changes, until the stream ends. Ask `order` first: it checks the owner. */
  follow(orderId: string, owner: OrderOwner, stream: EventStream): void {
    this.listen();
    const key = `${orderId} ${owner.visitorId} ${owner.accountId ?? ''} ${owner.staff ?? ''}`;
    const fetch = () => this.order(orderId, owner);
    stream.whenClosed(this.feed.read(orderId, key, fetch, (order) => stream.send('order', order)));
  }

  onModuleDestroy(): void {
    this.feed.stop();
  }

  private listen(): void {
    if (this.listening) return;
    this.listening = true;
    this.tail.listen(({ key }) => {
      if (key.startsWith(ORDER_STREAM)) this.feed.touch(key.slice(ORDER_STREAM.length));
    });
  }
}
