import { Component, input, output } from '@angular/core';
import { Icon } from '@mercury/shared/ui';

/** The filters in force, each to be taken off by a click. `removed` carries its place in the list. */
@Component({
  selector: 'm-filter-chips',
  imports: [Icon],
  template: `
    @if (labels().length > 0) {
      <ul role="list" aria-label="Filters in force">
        @for (label of labels(); track label) {
          <li>
            <button type="button" (click)="removed.emit($index)">
              <span class="sr-only">Remove the filter </span>{{ label }} <m-icon name="close" [size]="16" />
            </button>
          </li>
        }
        <li><button type="button" class="all" (click)="cleared.emit()">Clear all</button></li>
      </ul>
    }
  `,
  styles: `
    ul {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-2);
    }
    button {
      display: flex;
      min-height: 2.25rem;
      align-items: center;
      padding-inline: var(--space-4) var(--space-3);
      border-radius: var(--radius-pill);
      background: var(--accent-soft);
      color: var(--accent-text);
      font-size: var(--text-sm);
      font-weight: 600;
      gap: var(--space-1);
    }
    button:hover {
      text-decoration: underline;
    }
    .all {
      background: none;
      color: var(--text);
    }
    @media (pointer: coarse) {
      button {
        min-height: var(--target);
      }
    }
  `,
})
export class FilterChips {
  readonly labels = input.required<readonly string[]>();
  readonly removed = output<number>();
  readonly cleared = output<void>();
}
