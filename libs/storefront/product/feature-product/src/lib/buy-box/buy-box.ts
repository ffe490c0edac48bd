import { Component, computed, input, linkedSignal, model, output } from '@angular/core';
import type { ProductDetail, VariantView } from '@mercury/catalog/contracts';
import { Button, Icon, Price, Stepper } from '@mercury/shared/ui';
import { type Choice, choose, optionsOf, stockInWords, variantOf } from '@mercury/storefront/product/data-access';
import { OptionPicker } from '../option-picker/option-picker';

const MOST = 99;

/** Choose, see what it costs and whether it is there, put it into the cart. */
@Component({
  selector: 'm-buy-box',
  imports: [Button, Icon, OptionPicker, Price, Stepper],
  templateUrl: './buy-box.html',
  styleUrl: './buy-box.css',
})
export class BuyBox {
  readonly product = input.required<ProductDetail>();
  readonly choice = model.required<Choice>();
  readonly added = output<{ readonly variant: VariantView; readonly quantity: number }>();

  protected readonly options = computed(() => optionsOf(this.product(), this.choice()));
  protected readonly variant = computed(() => variantOf(this.product(), this.choice()));
  protected readonly stock = computed(() => stockInWords(this.variant()?.available ?? 0));
  protected readonly most = computed(() => Math.min(MOST, Math.max(1, this.variant()?.available ?? 1)));
  protected readonly quantity = linkedSignal<number, number>({
    source: this.most,
    computation: (most, previous) => Math.min(previous?.value ?? 1, most),
  });

  protected choose(name: string, value: string): void {
    this.choice.set(choose(this.product(), this.choice(), name, value));
  }

  /** Also called by the bar that stays at the bottom of a phone. */
  add(): void {
    const variant = this.variant();
    if (variant && variant.available > 0) this.added.emit({ variant, quantity: this.quantity() });
  }
}
