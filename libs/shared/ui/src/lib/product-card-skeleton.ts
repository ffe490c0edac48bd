import { Component } from '@angular/core';
import { Skeleton } from './skeleton';

/** The place of a product card, in its size. */
@Component({
  selector: 'm-product-card-skeleton',
  imports: [Skeleton],
  template: `
    <m-skeleton class="picture" />
    <m-skeleton class="line" />
    <m-skeleton class="line long" />
    <m-skeleton class="line" />
  `,
  styles: `
    :host {
      display: block;
    }
    .picture {
      margin-block-end: var(--space-3);
      aspect-ratio: 1;
      border-radius: var(--radius-lg);
    }
    .line {
      width: 40%;
      height: 1em;
      margin-block-end: 0.45em;
    }
    .long {
      width: 75%;
    }
  `,
})
export class ProductCardSkeleton {}
