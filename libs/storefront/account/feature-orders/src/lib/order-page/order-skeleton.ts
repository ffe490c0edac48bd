import { Component } from '@angular/core';
import { Skeleton } from '@mercury/shared/ui';

/** An order that is on its way. */
@Component({
  selector: 'm-order-skeleton',
  imports: [Skeleton],
  template: `
    <div class="flex flex-col gap-4">
      <m-skeleton class="h-12 w-4/5" />
      <m-skeleton class="h-6 w-3/5" />
      <m-skeleton class="mt-4 h-56" />
    </div>
    <m-skeleton class="h-96" />
  `,
  host: {
    class: 'mt-2 grid gap-x-16 gap-y-6 lg:grid-cols-[1fr_24rem]',
    role: 'group',
    'aria-busy': 'true',
    'aria-label': 'The order is loading',
  },
})
export class OrderSkeleton {}
