import { Component, input } from '@angular/core';

export type BadgeTone = 'neutral' | 'accent' | 'highlight' | 'positive' | 'warning' | 'danger';

/** A word or two about the thing beside it. */
@Component({
  selector: 'm-badge',
  template: '<ng-content />',
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: var(--space-1);
      padding: 0.15em 0.7em;
      border-radius: var(--radius-pill);
      background: var(--surface-sunken);
      color: var(--text);
      font-size: var(--text-xs);
      font-weight: 600;
      white-space: nowrap;
    }
    :host([data-tone='accent']) {
      background: var(--accent-soft);
      color: var(--accent-text);
    }
    :host([data-tone='highlight']) {
      background: var(--highlight);
      color: var(--on-highlight);
    }
    :host([data-tone='positive']) {
      background: var(--positive-soft);
      color: var(--positive);
    }
    :host([data-tone='warning']) {
      background: var(--warning-soft);
      color: var(--warning);
    }
    :host([data-tone='danger']) {
      background: var(--danger-soft);
      color: var(--danger);
    }
  `,
  host: { '[attr.data-tone]': 'tone()' },
})
export class Badge {
  readonly tone = input<BadgeTone>('neutral');
}
