import { roles } from '@mercury/identity/contracts';
import type { MasterKey, Needle } from '@mercury/platform/personal-data';
import { emailsOf, type Person } from './person';

/**
 * What must be found nowhere afterwards: all that names this person alone. Not the town, the postal code or the country,
 * which are many people's.
 */
export function valuesOf(person: Person, master: MasterKey): Needle[] {
  const emails = emailsOf(person);
  const values: Needle[] = [
    ...emails.map((text) => ({ label: 'e-mail', text })),
    ...emails.map((text) => ({ label: 'hash of the e-mail', text: master.emailHash(text) })),
    { label: 'name', text: person.account?.displayName ?? '' },
    ...person.orders.flatMap(({ contact: { shippingAddress: address } }) => [
      { label: 'name', text: address?.name ?? '' },
      { label: 'street', text: address?.line1 ?? '' },
      { label: 'street', text: address?.line2 ?? '' },
      { label: 'phone', text: address?.phone ?? '' },
    ]),
  ];
  const distinct = new Map(values.map((value) => [`${value.label} ${value.text.trim().toLowerCase()}`, value]));
  // The staff that an installation begins with are called like their roles.
  const words = new Set<string>(roles);
  return [...distinct.values()].filter(({ text }) => text.trim().length > 1 && !words.has(text.toLowerCase()));
}
