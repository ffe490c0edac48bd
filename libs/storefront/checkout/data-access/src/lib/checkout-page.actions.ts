import { createActionGroup, emptyProps, props } from '@ngrx/store';
import type { PlaceOrderDto } from '@mercury/orders/contracts';
import type { Placement } from './placement';

/** What the shopper did at the checkout. */
export const CheckoutPageActions = createActionGroup({
  source: 'Checkout Page',
  events: {
    /** `placement`: an order whose answer this tab was still waiting for when it was reloaded. */
    Opened: props<{ placement: Placement | null }>(),
    'Retry Requested': emptyProps(),
    /** `key` is used unless this very order was being placed under an earlier one. */
    'Order Submitted': props<{ order: PlaceOrderDto; paymentMethodId: string; key: string }>(),
    'Problem Dismissed': emptyProps(),
  },
});
