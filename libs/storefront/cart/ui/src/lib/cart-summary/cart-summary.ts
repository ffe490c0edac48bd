import { Component, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Button, Price } from '@mercury/shared/ui';

/** What the lines come to, and the way to the checkout. */
@Component({
  selector: 'm-cart-summary',
  imports: [Button, Price, RouterLink],
  template: `
    <p class="flex items-baseline justify-between gap-4 text-lg font-semibold">
      <span>Subtotal</span>
      <m-price [minor]="subtotalMinor()" [currency]="currency()" />
    </p>
    <p class="m-muted text-sm">Taxes are included. You choose the shipping at the checkout.</p>
    @if (blocked(); as reason) {
      <p class="text-sm font-semibold text-danger" role="status">{{ reason }}</p>
      <button mButton type="button" size="lg" disabled>Check out</button>
    } @else {
      <a mButton size="lg" routerLink="/checkout" (click)="followed.emit()">Check out</a>
    }
  `,
  host: { class: 'flex flex-col gap-3' },
})
export class CartSummary {
  readonly subtotalMinor = input.required<number>();
  readonly currency = input.required<string>();
  /** Why the cart cannot be bought as it is. */
  readonly blocked = input<string | null>(null);
  readonly followed = output<void>();
}
