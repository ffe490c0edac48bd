import { Component, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Button, EmptyState } from '@mercury/shared/ui';
import { CategoryTree } from '@mercury/storefront/catalog/data-access';

/** Nothing was found: why that may be, and where to go from here. */
@Component({
  selector: 'm-no-results',
  imports: [Button, EmptyState, RouterLink],
  template: `
    <m-empty-state [title]="words() ? 'Nothing found for “' + words() + '”' : 'Nothing here'" [detail]="detail()">
      @if (filtered()) {
        <button mButton type="button" (click)="cleared.emit()">Take off the filters</button>
      }
      <a mButton variant="outline" routerLink="/search">See everything</a>
    </m-empty-state>
    <nav aria-label="Categories to look in">
      <ul role="list">
        @for (category of categories(); track category.slug) {
          <li>
            <a mButton size="sm" variant="outline" [routerLink]="['/c', category.slug]">{{ category.title }}</a>
          </li>
        }
      </ul>
    </nav>
  `,
  styles: `
    ul {
      display: flex;
      flex-wrap: wrap;
      justify-content: center;
      gap: var(--space-2);
    }
  `,
})
export class NoResults {
  readonly words = input<string>();
  readonly filtered = input.required<boolean>();
  readonly cleared = output<void>();
  protected readonly categories = inject(CategoryTree).roots;

  protected detail(): string {
    return this.filtered()
      ? 'No product has all of these at once. With fewer filters there may be something.'
      : 'Check the spelling, try fewer or other words, or look around in a room.';
  }
}
