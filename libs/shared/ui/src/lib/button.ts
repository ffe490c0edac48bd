import { booleanAttribute, Directive, input } from '@angular/core';

export type ButtonVariant = 'solid' | 'ink' | 'outline' | 'ghost' | 'danger';
export type ButtonSize = 'sm' | 'md' | 'lg' | 'icon';

/**
 * Looks of a button, on a native button or link: `<button mButton variant="outline">`. `busy` shows that its work is
 * under way and lets no second click through, while it keeps focus and name.
 */
@Directive({
  selector: 'button[mButton], a[mButton]',
  host: {
    class: 'm-button',
    '[attr.data-variant]': 'variant()',
    '[attr.data-size]': 'size()',
    '[attr.aria-busy]': 'busy() || null',
    '[attr.aria-disabled]': 'busy() || null',
    '(click)': 'stopWhileBusy($event)',
  },
})
export class Button {
  readonly variant = input<ButtonVariant>('solid');
  readonly size = input<ButtonSize>('md');
  readonly busy = input(false, { transform: booleanAttribute });

  protected stopWhileBusy(event: Event): void {
    if (!this.busy()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}
