import { Component, computed, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { LucideShoppingBag } from '@lucide/angular';

/** The way to the cart, with the number of things in it. */
@Component({
  selector: 'm-cart-button',
  imports: [LucideShoppingBag, RouterLink],
  template: `
    <a class="m-button" data-variant="ghost" data-size="icon" routerLink="/cart" [attr.aria-label]="label()">
      <svg lucideShoppingBag [size]="22"></svg>
      @if (count() > 0) {
        <span class="count" aria-hidden="true">{{ count() > 99 ? '99+' : count() }}</span>
      }
    </a>
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
  protected readonly count = signal(0).asReadonly();
  protected readonly label = computed(() =>
    this.count() === 0 ? 'Cart, empty' : `Cart, ${this.count()} ${this.count() === 1 ? 'item' : 'items'}`,
  );
}
