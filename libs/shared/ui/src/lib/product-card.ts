import { booleanAttribute, Component, input, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ProductCard as ProductCardView } from '@mercury/catalog/contracts';
import { Badge } from './badge';
import { Picture } from './picture';
import { Price } from './price';

/**
 * A product on a shelf: one link over the whole card. `rank` (from 1) puts its place on the picture; what is projected
 * stands below the price. `opened` says that the shopper follows the link.
 */
@Component({
  selector: 'm-product-card',
  imports: [Badge, Picture, Price, RouterLink],
  templateUrl: './product-card.html',
  styleUrl: './product-card.css',
})
export class ProductCard {
  readonly product = input.required<ProductCardView>();
  readonly rank = input<number>();
  readonly sizes = input('(min-width: 80rem) 18vw, (min-width: 48rem) 27vw, 45vw');
  readonly priority = input(false, { transform: booleanAttribute });
  readonly eager = input(false, { transform: booleanAttribute });
  readonly opened = output<void>();

  /** The picture that the shopper follows, and no other, moves over to the product's page: names must be unique. */
  protected readonly leaving = signal(false);

  protected open(): void {
    this.leaving.set(true);
    this.opened.emit();
  }
}
