import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Button, EmptyState } from '@mercury/shared/ui';
import { PageMeta } from '@mercury/storefront/shell/data-access';

/** There is no such page; the answer's status says so too. */
@Component({
  selector: 'm-not-found-page',
  imports: [Button, EmptyState, RouterLink],
  template: `
    <div class="m-page pt-16">
      <h1 class="sr-only">Page not found</h1>
      <m-empty-state
        title="There is nothing on this shelf"
        detail="The page that you asked for does not exist, or no longer."
      >
        <a mButton routerLink="/">To the front door</a>
        <a mButton variant="outline" routerLink="/search">See everything</a>
      </m-empty-state>
    </div>
  `,
})
export class NotFoundPage {
  constructor() {
    const meta = inject(PageMeta);
    meta.describe({ title: 'Page not found' });
    meta.status(404);
  }
}
