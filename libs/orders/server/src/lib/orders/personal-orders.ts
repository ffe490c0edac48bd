import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { CartEvent, OrderEvent, OrderStatus, PlacedOrder } from '@mercury/orders/contracts';
import type { EventStore } from '@mercury/platform/event-store';
import { isSealed, type PersonalData } from '@mercury/platform/personal-data';
import { openContact, type Contact } from './contacts';
import { ownerKeyOf } from './owner';

/** An order with what it says of its buyer. */
export interface PersonalOrder {
  readonly orderId: string;
  readonly number: string;
  readonly status: OrderStatus;
  readonly visitorId: string;
  readonly contact: Contact;
  /** False for one whose events hold it in the clear, from before there were keys: no key erases that. */
  readonly sealed: boolean;
}

/** What a person ordered, by account or as a guest. Needs no Nest. */
export async function findPersonalOrders(
  { em, store, people }: { em: SqlEntityManager; store: EventStore; people: PersonalData },
  { accountId, visitorIds }: { accountId?: string; visitorIds: readonly string[] },
): Promise<PersonalOrder[]> {
  const owners = [
    ...(accountId ? [ownerKeyOf({ accountId, visitorId: '' })] : []),
    ...visitorIds.map((visitorId) => ownerKeyOf({ visitorId })),
  ];
  if (owners.length === 0) return [];
  const rows = await em
    .fork()
    .execute<{ order_id: string; status: OrderStatus }[]>(
      `SELECT order_id, status FROM orders.order_list WHERE owner_key IN (${owners.map(() => '?').join(', ')}) ORDER BY placed_at`,
      owners,
    );
  const orders: PersonalOrder[] = [];
  for (const { order_id: orderId, status } of rows) {
    const placed = await placedOrder(store, orderId);
    if (!placed) continue;
    const { number, visitorId, email, shippingAddress } = placed;
    const sealed = isSealed(email) && isSealed(shippingAddress);
    orders.push({ orderId, number, status, visitorId, sealed, contact: await openContact(people, placed) });
  }
  return orders;
}

/** The visitors that an account is known to have been: whose cart joined its own, and from whose browser it ordered. */
export async function visitorsOfAccount(
  store: EventStore,
  accountId: string,
  orders: readonly PersonalOrder[],
): Promise<string[]> {
  const cart = await store.readStream(`orders.cart-${accountId}`);
  const merged = cart.flatMap((recorded) => {
    const event = recorded as unknown as CartEvent;
    return event.type === 'orders.cart.merged' ? [event.data.fromCartId] : [];
  });
  const visitors = new Set([...merged, ...orders.map(({ visitorId }) => visitorId)]);
  visitors.delete(accountId);
  return [...visitors];
}

async function placedOrder(store: EventStore, orderId: string): Promise<PlacedOrder | undefined> {
  const [first] = await store.readStream(`orders.order-${orderId}`, { limit: 1 });
  const event = first as unknown as OrderEvent | undefined;
  return event?.type === 'orders.order.placed' ? event.data : undefined;
}
