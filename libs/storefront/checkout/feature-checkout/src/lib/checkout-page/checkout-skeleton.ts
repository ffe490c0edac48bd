import { Component } from '@angular/core';
import { Skeleton } from '@mercury/shared/ui';

/** The checkout before it is there. */
@Component({
  selector: 'm-checkout-skeleton',
  imports: [Skeleton],
  template: `
    <div class="flex flex-col gap-4">
      <m-skeleton class="h-8 w-56" />
      @for (field of [1, 2, 3, 4, 5]; track field) {
        <m-skeleton class="h-18" />
      }
    </div>
    <m-skeleton class="hidden h-80 lg:block" />
  `,
  host: {
    class: 'mt-6 grid gap-x-16 gap-y-6 lg:grid-cols-[minmax(0,1fr)_24rem]',
    'aria-busy': 'true',
    'aria-label': 'The checkout is loading',
    role: 'group',
  },
})
export class CheckoutSkeleton {}
