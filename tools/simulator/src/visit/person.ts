import type { AddressDto } from '@mercury/orders/contracts';
import { deterministicId } from '@mercury/shared/util-ids';

/** Who buys: an address, a card of their own, an e-mail address under `example`, which no mail server will ever own. */
export interface Person {
  readonly key: string;
  readonly name: string;
  readonly email: string;
  readonly address: AddressDto;
}

const first =
  'Ada Bram Cleo Dara Emil Fay Gwen Hugo Ines Jonas Kaja Liam Mila Nils Orla Pia Quinn Rosa Sven Tara'.split(' ');
const last =
  'Alvarez Byrne Costa Dahl Evans Fabre Greene Holm Ivers Jansen Keane Lind Moreau Nolan Olsen Petit Reyes Silva'.split(
    ' ',
  );
const places = [
  ['Dublin', 'D02 XE80', 'IE'],
  ['London', 'EC1A 1BB', 'GB'],
  ['Paris', '75011', 'FR'],
  ['Berlin', '10115', 'DE'],
  ['Utrecht', '3511 AB', 'NL'],
  ['Lisboa', '1100-148', 'PT'],
] as const;

/** The person of a key, always the same. */
export function personOf(key: string, country?: string): Person {
  const draw = (of: number, what: string) => parseInt(deterministicId('person', key, what).slice(0, 8), 16) % of;
  const name = `${first[draw(first.length, 'first')]} ${last[draw(last.length, 'last')]}`;
  const here = places.filter(([, , code]) => country === undefined || code === country);
  const [city, postalCode, code] = here[draw(here.length, 'place')] ?? places[0];
  return {
    key,
    name,
    email: `${key.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}@shoppers.example`,
    address: { name, line1: `${1 + draw(180, 'number')} Harbour Street`, city, postalCode, country: code },
  };
}
