import { Component } from '@angular/core';
import { Skeleton } from '@mercury/shared/ui';

/** A line that is on its way, in its final size. */
@Component({
  selector: 'm-cart-line-skeleton',
  imports: [Skeleton],
  template: `
    <m-skeleton class="size-22 shrink-0" />
    <div class="flex min-h-26 grow flex-col justify-between">
      <div class="flex flex-col gap-2">
        <m-skeleton class="h-5 w-2/3" />
        <m-skeleton class="h-4 w-1/3" />
      </div>
      <m-skeleton class="h-11 w-32" />
    </div>
    <m-skeleton class="h-5 w-16 shrink-0" />
  `,
  host: { class: 'flex gap-4 py-5' },
})
export class CartLineSkeleton {}
