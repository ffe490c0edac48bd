import { Component } from '@angular/core';
import { LucideFlaskConical } from '@lucide/angular';

/** Says that no real money moves here, and which numbers do what. Shown only where the Stripe emulator is the provider. */
@Component({
  selector: 'm-test-cards',
  imports: [LucideFlaskConical],
  template: `
    <p class="flex items-start gap-2">
      <svg lucideFlaskConical class="mt-0.5 shrink-0" [size]="18"></svg>
      <span>
        <strong>This shop takes no real money.</strong> Payments go to a Stripe emulator, a development tool. Never type
        a real card number here.
      </span>
    </p>
    <details class="mt-2">
      <summary class="m-link inline-flex min-h-11 items-center">Test cards</summary>
      <dl class="m-tabular mt-1 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        @for (card of cards; track card.number) {
          <dt class="select-all whitespace-nowrap font-semibold">{{ card.number }}</dt>
          <dd>{{ card.does }}</dd>
        }
      </dl>
      <p class="mt-2">Any name, any expiry date to come, any three digits as security code.</p>
    </details>
  `,
  host: { role: 'note', class: 'block rounded-md bg-warning-soft p-4 text-sm text-warning' },
})
export class TestCards {
  protected readonly cards = [
    { number: '4242 4242 4242 4242', does: 'pays' },
    { number: '4000 0000 0000 0002', does: 'is declined' },
    { number: '4000 0000 0000 3220', does: 'asks for 3-D Secure' },
    { number: '4000 0000 0000 9995', does: 'has no funds left' },
  ];
}
