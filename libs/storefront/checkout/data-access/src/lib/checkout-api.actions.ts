import { createActionGroup, props } from '@ngrx/store';
import type { OrderView, ShippingMethod } from '@mercury/orders/contracts';
import type { PaymentClientConfig } from '@mercury/payment/contracts';
import type { CheckoutProblem } from './checkout-problem';

/** What the server answered to the checkout. */
export const CheckoutApiActions = createActionGroup({
  source: 'Checkout API',
  events: {
    Loaded: props<{ methods: ShippingMethod[]; payment: PaymentClientConfig }>(),
    'Load Failed': props<{ message: string }>(),
    Placed: props<{ order: OrderView; paymentMethodId: string }>(),
    'Place Refused': props<{ problem: CheckoutProblem }>(),
  },
});
