import { Component, input, output } from '@angular/core';
import { Button, Icon } from '@mercury/shared/ui';

/** How many there are, in which order they stand, and on a phone the way to the filters. */
@Component({
  selector: 'm-list-tools',
  imports: [Button, Icon],
  template: `
    <p class="count">{{ count() }}</p>
    <button mButton type="button" size="sm" variant="outline" (click)="filtersWanted.emit()">
      <m-icon name="filter" [size]="18" />
      Filter{{ filterCount() > 0 ? ' (' + filterCount() + ')' : '' }}
    </button>
    <label>
      <span>Sort by</span>
      <select #order class="m-input" (change)="sorted.emit(order.value)">
        @for (entry of sorts(); track entry.value) {
          <option [value]="entry.value" [selected]="sort() === entry.value">{{ entry.title }}</option>
        }
      </select>
    </label>
  `,
  styleUrl: './list-tools.css',
})
export class ListTools {
  /** In words: "160 products". Empty while it is not known. */
  readonly count = input.required<string>();
  readonly filterCount = input.required<number>();
  readonly sorts = input.required<readonly { readonly value: string; readonly title: string }[]>();
  readonly sort = input.required<string>();
  readonly sorted = output<string>();
  readonly filtersWanted = output<void>();
}
