import { createActionGroup, emptyProps, props } from '@ngrx/store';

/** What the shopper did on the page of one order. */
export const OrderPageActions = createActionGroup({
  source: 'Order Page',
  events: {
    Opened: props<{ orderId: string }>(),
    Left: emptyProps(),
    'Retry Requested': props<{ orderId: string }>(),
    /** A card became `paymentMethodId` at the payment provider: pay this order with it. */
    'Pay Requested': props<{ orderId: string; paymentMethodId: string }>(),
    'Cancel Requested': props<{ orderId: string; key: string }>(),
    /** The shopper was sent to the bank; coming back by the back button must not send them again. */
    'Bank Opened': emptyProps(),
  },
});
