import { Component, input } from '@angular/core';
import { Icon } from './icon';

/** A calm word about the page: something was corrected, something runs on less than usual. */
@Component({
  selector: 'm-notice',
  imports: [Icon],
  template: `
    @if (tone() === 'warning') {
      <m-icon name="warning" [size]="20" />
    } @else {
      <m-icon name="info" [size]="20" />
    }
    <p><ng-content /></p>
  `,
  styles: `
    :host {
      display: flex;
      gap: var(--space-3);
      padding: var(--space-3) var(--space-4);
      border-radius: var(--radius-md);
      background: var(--surface-sunken);
    }
    :host([data-tone='warning']) {
      background: var(--warning-soft);
      color: var(--warning);
    }
    m-icon {
      flex: none;
      margin-block-start: 0.15em;
    }
  `,
  host: { '[attr.data-tone]': 'tone()' },
})
export class Notice {
  readonly tone = input<'neutral' | 'warning'>('neutral');
}
