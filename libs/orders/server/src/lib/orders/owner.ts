import type { OrderOwner, PlacedOrder } from '@mercury/orders/contracts';

type Owned = Pick<PlacedOrder, 'visitorId' | 'accountId'>;

/** Whose an order is. One that was placed signed in is the account's alone: the next visitor of that browser sees nothing of it. */
export const ownerKeyOf = ({ visitorId, accountId }: Owned): string =>
  accountId ? `account:${accountId}` : `visitor:${visitorId}`;

/** The keys under which somebody finds orders: an account also finds what this browser ordered as a guest. */
export const ownerKeysOf = ({ visitorId, accountId }: OrderOwner): string[] => [
  `visitor:${visitorId}`,
  ...(accountId ? [`account:${accountId}`] : []),
];

/** True for the buyer and for staff. */
export const maySee = (owner: OrderOwner, order: Owned): boolean =>
  owner.staff === true || ownerKeysOf(owner).includes(ownerKeyOf(order));
