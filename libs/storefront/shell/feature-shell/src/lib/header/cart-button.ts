import { Component, computed, inject } from '@angular/core';
import { Store } from '@ngrx/store';
import { Button, Icon } from '@mercury/shared/ui';
import { CartActions, selectCartCount } from '@mercury/storefront/cart/data-access';

/** The way to the cart, with the number of things in it. */
@Component({
  selector: 'm-cart-button',
  imports: [Button, Icon],
  template: `
    <button
      mButton
      type="button"
      variant="ghost"
      size="icon"
      aria-haspopup="dialog"
      [attr.aria-label]="label()"
      (click)="open()"
    >
      <m-icon name="bag" [size]="22" />
      @if (count() > 0) {
        <span class="count" aria-hidden="true">{{ count() > 99 ? '99+' : count() }}</span>
      }
    </button>
  `,
  styles: `
    .m-button {
      position: relative;
    }
    .count {
      position: absolute;
      display: grid;
      min-width: 1.3rem;
      height: 1.3rem;
      padding-inline: 0.3rem;
      border-radius: var(--radius-pill);
      background: var(--accent);
      color: var(--on-accent);
      font-size: 0.7rem;
      font-variant-numeric: tabular-nums lining-nums;
      font-weight: 700;
      inset-block-start: 0.15rem;
      inset-inline-end: 0;
      place-items: center;
    }
  `,
})
export class CartButton {
  private readonly store = inject(Store);
  protected readonly count = this.store.selectSignal(selectCartCount);
  protected readonly label = computed(() =>
    this.count() === 0 ? 'Cart, empty' : `Cart, ${this.count()} ${this.count() === 1 ? 'item' : 'items'}`,
  );

  protected open(): void {
    this.store.dispatch(CartActions.drawerOpened());
  }
}
