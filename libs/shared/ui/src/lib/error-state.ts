import { booleanAttribute, Component, input, output } from '@angular/core';
import { Button } from './button';
import { Icon } from './icon';

/** Something did not load: says so, says why, and offers to try again. `busy` while that is under way. */
@Component({
  selector: 'm-error-state',
  imports: [Button, Icon],
  template: `
    <div role="alert">
      <p class="title">{{ title() }}</p>
      <p class="m-muted">{{ message() }}</p>
    </div>
    <button mButton type="button" variant="outline" [busy]="busy()" (click)="retry.emit()">
      <m-icon name="retry" [size]="18" />
      Try again
    </button>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--space-4);
      padding: var(--space-5) var(--space-6);
      border: 1px solid var(--line);
      border-inline-start: 4px solid var(--danger);
      border-radius: var(--radius-md);
      background: var(--surface-raised);
    }
    .title {
      font-weight: 700;
    }
  `,
})
export class ErrorState {
  readonly title = input('This did not load');
  readonly message = input.required<string>();
  readonly busy = input(false, { transform: booleanAttribute });
  readonly retry = output<void>();
}
