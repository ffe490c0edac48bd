import { booleanAttribute, Component, input, model } from '@angular/core';
import { Button } from './button';
import { Icon } from './icon';

/** How many: `<m-stepper label="Quantity" [(value)]="quantity" [max]="available" />`. */
@Component({
  selector: 'm-stepper',
  imports: [Button, Icon],
  template: `
    <div role="group" [attr.aria-label]="label()">
      <button
        mButton
        type="button"
        variant="ghost"
        size="icon"
        aria-label="One less"
        [disabled]="disabled() || value() <= min()"
        (click)="change(-1)"
      >
        <m-icon name="minus" [size]="18" />
      </button>
      <output aria-live="polite">{{ value() }}</output>
      <button
        mButton
        type="button"
        variant="ghost"
        size="icon"
        aria-label="One more"
        [disabled]="disabled() || value() >= max()"
        (click)="change(1)"
      >
        <m-icon name="plus" [size]="18" />
      </button>
    </div>
  `,
  styles: `
    :host {
      display: inline-block;
    }
    div {
      display: flex;
      align-items: center;
      border: 1.5px solid var(--line-strong);
      border-radius: var(--radius-pill);
      background: var(--surface-raised);
    }
    .m-button:disabled {
      background: none;
      opacity: 0.45;
    }
    output {
      min-width: 2ch;
      font-variant-numeric: tabular-nums lining-nums;
      font-weight: 600;
      text-align: center;
    }
  `,
})
export class Stepper {
  readonly label = input.required<string>();
  readonly value = model.required<number>();
  readonly min = input(1);
  readonly max = input(99);
  readonly disabled = input(false, { transform: booleanAttribute });

  protected change(by: number): void {
    this.value.update((value) => Math.min(this.max(), Math.max(this.min(), value + by)));
  }
}
