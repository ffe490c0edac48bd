import { cartEventTypes } from './cart.event-types';
import { orderEventTypes } from './order.event-types';

/** Every event of this context. */
export const ordersEventTypes = [...cartEventTypes, ...orderEventTypes];
