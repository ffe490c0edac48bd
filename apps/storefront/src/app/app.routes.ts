import type { Routes } from '@angular/router';
import { NotFoundPage } from '@mercury/storefront/shell/feature-shell';

/** Every page of the shop, each in a chunk of its own. */
export const routes: Routes = [
  {
    path: '',
    pathMatch: 'full',
    loadChildren: () => import('@mercury/storefront/home/feature-home').then((room) => room.homeRoutes),
  },
  {
    path: 'c/:category',
    loadChildren: () => import('@mercury/storefront/catalog/feature-catalog').then((room) => room.categoryRoutes),
  },
  {
    path: 'search',
    loadChildren: () => import('@mercury/storefront/catalog/feature-catalog').then((room) => room.searchRoutes),
  },
  {
    path: 'p/:slug',
    loadChildren: () => import('@mercury/storefront/product/feature-product').then((room) => room.productRoutes),
  },
  {
    path: 'cart',
    loadChildren: () => import('@mercury/storefront/cart/feature-cart').then((room) => room.cartRoutes),
  },
  {
    path: 'checkout',
    loadChildren: () => import('@mercury/storefront/checkout/feature-checkout').then((room) => room.checkoutRoutes),
  },
  {
    path: 'orders',
    loadChildren: () => import('@mercury/storefront/account/feature-orders').then((room) => room.ordersRoutes),
  },
  {
    path: 'login',
    loadChildren: () => import('@mercury/storefront/account/feature-sign-in').then((room) => room.loginRoutes),
  },
  {
    path: 'register',
    loadChildren: () => import('@mercury/storefront/account/feature-sign-in').then((room) => room.registerRoutes),
  },
  {
    path: 'console',
    loadChildren: () => import('@mercury/storefront/console/feature-reviews').then((room) => room.consoleRoutes),
  },
  { path: '**', component: NotFoundPage },
];
