import type { OrderEvent } from '@mercury/orders/contracts';
import type { OrderState } from './order';

type DataOf<Type extends OrderEvent['type']> = Omit<Extract<OrderEvent, { type: Type }>['data'], 'orderId'>;

/** An event of a placed order, which names it. */
export function orderEvent<Type extends Exclude<OrderEvent['type'], 'orders.order.placed'>>(
  { placed }: OrderState,
  type: Type,
  data: DataOf<Type>,
): OrderEvent {
  if (!placed) throw new Error(`${type} of an order that was not placed`);
  const event: unknown = { type, data: { orderId: placed.orderId, ...data } };
  return event as OrderEvent;
}
