import { Component, input, output } from '@angular/core';
import { hasSwatch, Swatch } from '@mercury/shared/ui';
import type { OptionView } from '@mercury/storefront/product/data-access';

/** One option of a product as a group of radio buttons. What is sold out is struck through, and says so. */
@Component({
  selector: 'm-option-picker',
  imports: [Swatch],
  templateUrl: './option-picker.html',
  styleUrl: './option-picker.css',
})
export class OptionPicker {
  readonly option = input.required<OptionView>();
  readonly chosen = output<string>();

  protected readonly withSwatch = hasSwatch;

  protected selected(): string {
    return this.option().values.find(({ selected }) => selected)?.value ?? '';
  }
}
