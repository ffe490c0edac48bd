import type { Routes } from '@angular/router';
import { provideTrending } from '@mercury/storefront/home/data-access';
import { HomePage } from './home-page/home-page';

/** `/` */
export const homeRoutes: Routes = [{ path: '', component: HomePage, providers: [provideTrending()] }];
