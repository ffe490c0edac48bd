import type { ActivatedRouteSnapshot, ViewTransitionInfo } from '@angular/router';

/** A filter or a sort changes the list on the page, not the page: no transition for it. */
export function keepStillOnSamePage({ transition, from, to }: ViewTransitionInfo): void {
  if (pathOf(from) === pathOf(to)) transition.skipTransition();
}

function pathOf(root: ActivatedRouteSnapshot): string {
  const here = root.url.map(({ path }) => path).join('/');
  return root.firstChild ? `${here}/${pathOf(root.firstChild)}` : here;
}
