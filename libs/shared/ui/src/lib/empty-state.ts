import { Component, input } from '@angular/core';

/** Nothing here, and what to do about it: project a link or a button. */
@Component({
  selector: 'm-empty-state',
  template: `
    <svg viewBox="0 0 160 96" width="160" height="96" aria-hidden="true">
      <ellipse cx="80" cy="84" rx="64" ry="7" class="shade" />
      <path d="M34 30h92l-9 50a6 6 0 0 1-6 5H49a6 6 0 0 1-6-5z" class="bag" />
      <path d="M58 40V26a22 22 0 0 1 44 0v14" class="handle" />
      <circle cx="128" cy="22" r="11" class="sun" />
    </svg>
    <h2>{{ title() }}</h2>
    @if (detail(); as detail) {
      <p>{{ detail }}</p>
    }
    <div class="actions"><ng-content /></div>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-3);
      padding-block: var(--space-12);
      justify-items: center;
      text-align: center;
    }
    h2 {
      font-size: var(--text-2xl);
    }
    p {
      max-width: 34rem;
      color: var(--text-muted);
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: var(--space-3);
      justify-content: center;
      margin-block-start: var(--space-3);
    }
    .shade {
      fill: color-mix(in oklch, var(--text) 10%, transparent);
    }
    .bag {
      fill: color-mix(in oklch, var(--text) 14%, var(--surface));
    }
    .handle {
      fill: none;
      stroke: var(--text-muted);
      stroke-linecap: round;
      stroke-width: 5;
    }
    .sun {
      fill: var(--accent);
    }
  `,
})
export class EmptyState {
  readonly title = input.required<string>();
  readonly detail = input<string>();
}
