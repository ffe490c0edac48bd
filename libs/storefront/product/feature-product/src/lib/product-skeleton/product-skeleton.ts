import { Component } from '@angular/core';
import { Skeleton } from '@mercury/shared/ui';

/** The place of a product's page, in its geometry. */
@Component({
  selector: 'm-product-skeleton',
  imports: [Skeleton],
  template: `
    <m-skeleton class="picture" />
    <div>
      <h1 class="sr-only">Loading the product</h1>
      <m-skeleton class="h-5 w-24" />
      <m-skeleton class="h-11 w-4/5" />
      <m-skeleton class="h-8 w-32" />
      <m-skeleton class="h-20 w-full" />
      <m-skeleton class="h-13 w-full" />
    </div>
  `,
  styles: `
    :host {
      display: contents;
    }
    .picture {
      aspect-ratio: 1;
      border-radius: var(--radius-lg);
    }
    div {
      display: grid;
      align-content: start;
      gap: var(--space-5);
    }
  `,
})
export class ProductSkeleton {}
