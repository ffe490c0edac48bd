import { createActionGroup, emptyProps, props } from '@ngrx/store';
import type { OrderView } from '@mercury/orders/contracts';

/** What the server told of the order on the page. */
export const OrderApiActions = createActionGroup({
  source: 'Order API',
  events: {
    Received: props<{ order: OrderView }>(),
    'Load Failed': props<{ message: string; missing: boolean }>(),
    'Connection Changed': props<{ connection: 'live' | 'polling' }>(),
    'Payment Started': props<{ order: OrderView }>(),
    'Payment Refused': props<{ orderId: string; message: string }>(),
    Cancelled: props<{ order: OrderView }>(),
    'Cancel Refused': props<{ message: string }>(),
    'Message Dismissed': emptyProps(),
  },
});
