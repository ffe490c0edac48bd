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
  { path: '**', component: NotFoundPage },
];
