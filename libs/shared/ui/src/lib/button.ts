import { booleanAttribute, Directive, ElementRef, inject, input } from '@angular/core';

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
  },
})
export class Button {
  readonly variant = input<ButtonVariant>('solid');
  readonly size = input<ButtonSize>('md');
  readonly busy = input(false, { transform: booleanAttribute });

  constructor() {
    // While capturing: before any listener that a template puts on the same element.
    inject<ElementRef<HTMLElement>>(ElementRef).nativeElement.addEventListener(
      'click',
      (event) => this.guard(event),
      true,
    );
  }

  private guard(event: Event): void {
    if (!this.busy()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}
