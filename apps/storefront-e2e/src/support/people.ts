import { randomUUID } from 'node:crypto';

/** Where parcels of the suite go. */
export const address = {
  name: 'Ada Byrne',
  line1: '12 Quay Street',
  postalCode: 'D08 X2P3',
  city: 'Dublin',
  country: 'IE',
};

/** A person whom the shop has not seen yet: to the fraud model, known e-mail addresses in a hurry are suspects. */
export function someone(): { email: string; password: string; displayName: string } {
  return { email: `ada-${randomUUID()}@example.com`, password: 'seven horses swim north', displayName: 'Ada' };
}

/** Stripe's test cards. */
export const cards = {
  pays: '4242 4242 4242 4242',
  declined: '4000 0000 0000 0002',
  threeDSecure: '4000 0000 0000 3220',
} as const;
