import type { Routes } from '@angular/router';
import { CartPage } from './cart-page/cart-page';

/** The cart's page; its slice of the store is there on every page. */
export const cartRoutes: Routes = [{ path: '', component: CartPage }];
