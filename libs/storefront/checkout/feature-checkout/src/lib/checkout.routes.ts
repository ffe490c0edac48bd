import type { Routes } from '@angular/router';
import { provideOrders } from '@mercury/storefront/account/data-access';
import { provideCheckout } from '@mercury/storefront/checkout/data-access';
import { CheckoutPage } from './checkout-page/checkout-page';

/** The checkout. Orders come along, since the payment that starts here ends on the order's page. */
export const checkoutRoutes: Routes = [
  { path: '', component: CheckoutPage, providers: [provideCheckout(), provideOrders()] },
];
