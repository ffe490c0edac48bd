import type { AccountView } from '@mercury/identity/contracts';
import { readAccount } from '@mercury/identity/server';
import type { OrderStatus } from '@mercury/orders/contracts';
import { findPersonalOrders, visitorsOfAccount, type PersonalOrder } from '@mercury/orders/server';
import { subjectState } from '@mercury/platform/personal-data';
import type { Shop } from './shop';

/** Everything that is known to be one person's. */
export interface Person {
  readonly accountId?: string;
  /** Undefined for a guest, and once the account was forgotten. */
  readonly account?: AccountView;
  readonly visitorIds: readonly string[];
  readonly orders: readonly PersonalOrder[];
  /** How many of the person's ids have a key that lives. */
  readonly livingKeys: number;
  readonly everKnown: boolean;
}

const ended = new Set<OrderStatus>(['confirmed', 'cancelled', 'expired']);

/** Orders that are neither paid for good nor ended. */
export const inProgress = ({ orders }: Person): PersonalOrder[] => orders.filter(({ status }) => !ended.has(status));

/** Gathers a person by the id of an account, with the guest it was before it signed in, or by the id of a visitor. */
export async function findPerson(shop: Shop, subject: string): Promise<Person> {
  const isAccount = (await shop.store.readStream(`identity.account-${subject}`, { limit: 1 })).length > 0;
  const accountId = isAccount ? subject : undefined;
  const own = await findPersonalOrders(shop, isAccount ? { accountId, visitorIds: [] } : { visitorIds: [subject] });
  const visitorIds = isAccount ? await visitorsOfAccount(shop.store, subject, own) : [subject];
  const asGuest = isAccount ? await findPersonalOrders(shop, { visitorIds }) : [];
  const em = shop.em.fork();
  const states = await Promise.all([...(isAccount ? [subject] : []), ...visitorIds].map((id) => subjectState(em, id)));
  return {
    accountId,
    account: isAccount ? await readAccount(shop.em, shop.master, subject) : undefined,
    visitorIds,
    orders: [...own, ...asGuest],
    livingKeys: states.filter((state) => state === 'known').length,
    everKnown: isAccount || own.length > 0 || states.some((state) => state !== 'unknown'),
  };
}

/** The streams that tell of a person. */
export const streamsOf = ({ accountId, visitorIds, orders }: Person): string[] => [
  ...(accountId ? [`identity.account-${accountId}`, `orders.cart-${accountId}`] : []),
  ...visitorIds.map((visitorId) => `orders.cart-${visitorId}`),
  ...orders.map(({ orderId }) => `orders.order-${orderId}`),
];

/** The addresses that a person is known by. */
export const emailsOf = ({ account, orders }: Person): string[] => [
  ...new Set(
    [account?.email, ...orders.map(({ contact }) => contact.email)].filter((email) => typeof email === 'string'),
  ),
];
