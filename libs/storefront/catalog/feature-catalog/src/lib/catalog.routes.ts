import type { Routes } from '@angular/router';
import { provideCatalog } from '@mercury/storefront/catalog/data-access';
import { ResultsPage } from './results-page/results-page';

/** `/c/:category` */
export const categoryRoutes: Routes = [{ path: '', component: ResultsPage, providers: [provideCatalog()] }];

/** `/search` */
export const searchRoutes: Routes = [{ path: '', component: ResultsPage, providers: [provideCatalog()] }];
