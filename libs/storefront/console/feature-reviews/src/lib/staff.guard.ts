import { inject } from '@angular/core';
import { type CanActivateFn, RedirectCommand, Router } from '@angular/router';
import { Store } from '@ngrx/store';
import type { Role } from '@mercury/identity/contracts';
import { selectAccount, selectSessionStatus } from '@mercury/storefront/shell/data-access';
import { filter, first, map, switchMap } from 'rxjs';

const staff: readonly Role[] = ['merchant', 'analyst', 'admin'];

/**
 * Lets staff in; sends strangers to sign in and shoppers home. Only so that nobody sees a page that cannot work for
 * them: it is the server that guards the queue.
 */
export const staffGuard: CanActivateFn = (_route, { url }) => {
  const store = inject(Store);
  const router = inject(Router);
  return store.select(selectSessionStatus).pipe(
    filter((status) => status === 'known' || status === 'failed'),
    switchMap(() => store.select(selectAccount)),
    first(),
    map((account) => {
      if (account && staff.includes(account.role)) return true;
      return new RedirectCommand(
        account ? router.createUrlTree(['/']) : router.createUrlTree(['/login'], { queryParams: { returnTo: url } }),
      );
    }),
  );
};
