import { createActionGroup, props } from '@ngrx/store';
import type { CartView } from '@mercury/orders/contracts';
import type { CartIntent } from './cart.models';

/** What became of the requests to the server. */
export const CartApiActions = createActionGroup({
  source: 'Cart API',
  events: {
    Loaded: props<{ cart: CartView }>(),
    'Load Failed': props<{ message: string }>(),
    Sent: props<{ intent: CartIntent }>(),
    Accepted: props<{ key: string; cart: CartView }>(),
    Refused: props<{ key: string; message: string }>(),
  },
});
