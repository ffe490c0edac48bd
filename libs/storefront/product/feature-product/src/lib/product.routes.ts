import type { Routes } from '@angular/router';
import { ProductPage } from './product-page/product-page';

/** `/p/:slug` */
export const productRoutes: Routes = [{ path: '', component: ProductPage }];
