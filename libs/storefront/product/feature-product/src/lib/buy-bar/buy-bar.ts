import { afterNextRender, Component, DestroyRef, inject, input, output, signal } from '@angular/core';
import type { VariantView } from '@mercury/catalog/contracts';
import { Button, Price } from '@mercury/shared/ui';

/** On a phone: price and button at the bottom of the window, while those of the page are out of sight. */
@Component({
  selector: 'm-buy-bar',
  imports: [Button, Price],
  template: `
    <div class="bar" [inert]="!shown()" [class.shown]="shown()">
      <span class="name">{{ title() }}</span>
      @if (variant(); as variant) {
        <m-price [minor]="variant.priceMinor" [currency]="variant.currency" />
      }
      <button mButton type="button" [disabled]="!variant()?.available" (click)="bought.emit()">
        {{ variant()?.available ? 'Add to cart' : 'Sold out' }}
      </button>
    </div>
  `,
  styleUrl: './buy-bar.css',
})
export class BuyBar {
  readonly title = input.required<string>();
  readonly variant = input.required<VariantView | undefined>();
  /** What takes the bar's place while it can be seen. */
  readonly instead = input.required<HTMLElement>();
  readonly bought = output<void>();
  protected readonly shown = signal(false);

  constructor() {
    const destroyed = inject(DestroyRef);
    afterNextRender(() => {
      const observer = new IntersectionObserver(([entry]) => this.shown.set(entry?.isIntersecting === false));
      observer.observe(this.instead());
      destroyed.onDestroy(() => observer.disconnect());
    });
  }
}
