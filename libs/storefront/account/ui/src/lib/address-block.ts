import { Component, computed, input } from '@angular/core';
import type { ShippingAddress } from '@mercury/orders/contracts';

/** An address as on a parcel. */
@Component({
  selector: 'm-address-block',
  template: `
    <address class="text-sm not-italic">
      {{ address().name }}<br />
      {{ address().line1 }}<br />
      @if (address().line2; as line2) {
        {{ line2 }}<br />
      }
      {{ address().postalCode }} {{ address().city }}<br />
      {{ country() }}
    </address>
  `,
})
export class AddressBlock {
  readonly address = input.required<ShippingAddress>();
  protected readonly country = computed(() => {
    const { country } = this.address();
    return new Intl.DisplayNames('en', { type: 'region' }).of(country) ?? country;
  });
}
