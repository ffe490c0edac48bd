import type { Routes } from '@angular/router';
import { provideReviews } from '@mercury/storefront/console/data-access';
import { ReviewsPage } from './reviews-page/reviews-page';
import { staffGuard } from './staff.guard';

/** The staff's console. */
export const consoleRoutes: Routes = [
  { path: '', pathMatch: 'full', redirectTo: 'reviews' },
  { path: 'reviews', component: ReviewsPage, canActivate: [staffGuard], providers: [provideReviews()] },
];
