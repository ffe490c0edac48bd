import { Injectable } from '@nestjs/common';
import type { OrdersRpc, PlacedOrder, ShippingAddress } from '@mercury/orders/contracts';
import { isForgotten, isSealed, PersonalData, type Sealed } from '@mercury/platform/personal-data';

/** Where the buyer of an order is reached; null once the buyer was forgotten. */
export interface Contact {
  readonly email: string | null;
  readonly shippingAddress: ShippingAddress | null;
}

export type SealedContact = Pick<PlacedOrder, 'email' | 'shippingAddress' | 'shippingCountry' | 'customerKey'>;

type Request = Pick<OrdersRpc['orders.place-order']['request'], 'owner' | 'email' | 'shippingAddress'>;

/**
 * Seals and opens the personal fields of orders. The subject is the account, else the visitor: a guest can be forgotten by
 * the id in the browser's cookie, with every order placed from there.
 */
@Injectable()
export class Contacts {
  constructor(private readonly people: PersonalData) {}

  /** The fields as the event keeps them, with what others may know of them: the country, and a pseudonym for risk. */
  async seal(orderId: string, { owner, email, shippingAddress }: Request): Promise<SealedContact> {
    const subjectId = owner.accountId ?? owner.visitorId;
    const fields = { email, shippingAddress: addressOf(shippingAddress) };
    const sealed = await this.people.seal(subjectId, contextOfOrder(orderId), fields);
    return {
      ...sealed,
      shippingCountry: shippingAddress.country,
      customerKey: owner.accountId
        ? `account:${owner.accountId}`
        : `email:${await this.people.emailPseudonym('orders.customer', email)}`,
    };
  }

  open(placed: PlacedOrder): Promise<Contact> {
    return openContact(this.people, placed);
  }
}

/** The personal fields of a placed order in the clear. Needs no Nest, so that the operator's commands can call it. */
export async function openContact(people: PersonalData, placed: PlacedOrder): Promise<Contact> {
  const { orderId, email, shippingAddress } = placed;
  const sealed: { email?: Sealed; shippingAddress?: Sealed } = {
    ...(isSealed(email) && { email }),
    ...(isSealed(shippingAddress) && { shippingAddress }),
  };
  const opened = await people.open(contextOfOrder(orderId), sealed as Record<string, Sealed>);
  const valueOf = <T>(field: 'email' | 'shippingAddress', plain: unknown) => {
    const value = field in sealed ? opened[field] : plain;
    return isForgotten(value) ? null : (value as T);
  };
  return {
    email: valueOf<string>('email', email),
    shippingAddress: valueOf<ShippingAddress>('shippingAddress', shippingAddress),
  };
}

const contextOfOrder = (orderId: string): string => `order ${orderId}`;

/** The fields of an address and no others; what a browser sends as null or as nothing is missing. */
function addressOf({ name, line1, line2, city, postalCode, country, phone }: ShippingAddress): ShippingAddress {
  return { name, line1, ...(line2 && { line2 }), city, postalCode, country, ...(phone && { phone }) };
}
