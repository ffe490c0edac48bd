import { activityEventTypes } from '@mercury/activity/server';
import { catalogEventTypes } from '@mercury/catalog/server';
import { identityEventTypes } from '@mercury/identity/server';
import { ordersEventTypes } from '@mercury/orders/server';
import { paymentEventTypes } from '@mercury/payment/server';
import type { EventVersion } from '@mercury/platform/event-store';
import { riskEventTypes } from '@mercury/risk/server';

/** Every event type of the house, in every version ever released: what folds them must understand them all. */
export const allEventTypes: readonly EventVersion[] = [
  ...activityEventTypes,
  ...catalogEventTypes,
  ...identityEventTypes,
  ...ordersEventTypes,
  ...paymentEventTypes,
  ...riskEventTypes,
];
