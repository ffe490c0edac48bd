import { Component, input, output, signal } from '@angular/core';
import { FormField, type FieldTree } from '@angular/forms/signals';
import { Button, Price } from '@mercury/shared/ui';
import type { ShippingMethod } from '@mercury/orders/contracts';
import { ErrorSummary, shippingPrice } from '@mercury/storefront/checkout/ui';

/** Step 2: how it is sent. */
@Component({
  selector: 'm-shipping-step',
  imports: [Button, ErrorSummary, FormField, Price],
  template: `
    <form novalidate class="flex flex-col gap-4" aria-label="Shipping" (submit)="next($event)">
      <m-error-summary [errors]="field()().errorSummary()" [attempt]="attempts()" />
      <fieldset class="flex flex-col gap-3">
        <legend class="sr-only">How should it be sent?</legend>
        @for (method of methods(); track method.id) {
          <label
            class="m-card flex min-h-16 items-center gap-4 px-4 py-3 has-checked:border-accent has-checked:bg-accent-soft"
          >
            <input type="radio" class="m-check" [value]="method.id" [formField]="field()" />
            <span class="grow">
              <span class="block font-semibold">{{ method.title }}</span>
              <span class="block text-sm">{{ method.detail }}</span>
            </span>
            @if (priceOf(method) === 0) {
              <span class="font-semibold">Free</span>
            } @else {
              <m-price [minor]="priceOf(method)" [currency]="method.currency" />
            }
          </label>
        }
      </fieldset>
      <button mButton type="submit" size="lg" class="sm:self-start">Go on to payment</button>
    </form>
  `,
})
export class ShippingStep {
  readonly methods = input.required<readonly ShippingMethod[]>();
  readonly itemsMinor = input.required<number>();
  readonly field = input.required<FieldTree<string>>();
  readonly done = output<void>();

  protected readonly attempts = signal(0);

  protected priceOf(method: ShippingMethod): number {
    return shippingPrice(method, this.itemsMinor());
  }

  protected next(event: Event): void {
    event.preventDefault();
    this.field()().markAsTouched();
    if (this.field()().valid()) this.done.emit();
    else this.attempts.update((count) => count + 1);
  }
}
