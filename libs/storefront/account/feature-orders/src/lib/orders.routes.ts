import type { Routes } from '@angular/router';
import { provideOrders } from '@mercury/storefront/account/data-access';
import { OrderPage } from './order-page/order-page';
import { OrdersPage } from './orders-page/orders-page';

/** The list of orders, and each of them. */
export const ordersRoutes: Routes = [
  { path: '', component: OrdersPage },
  { path: ':orderId', component: OrderPage, providers: [provideOrders()] },
];
