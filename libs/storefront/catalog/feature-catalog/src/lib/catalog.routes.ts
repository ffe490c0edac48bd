import type { Routes } from '@angular/router';
import { ResultsPage } from './results-page/results-page';

/** `/c/:category` */
export const categoryRoutes: Routes = [{ path: '', component: ResultsPage }];

/** `/search` */
export const searchRoutes: Routes = [{ path: '', component: ResultsPage }];
