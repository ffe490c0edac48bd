import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input } from '@angular/core';
import type { RecommendedProduct } from '@mercury/recommendations/contracts';
import { ProductCard, ProductCardSkeleton, Rail } from '@mercury/shared/ui';
import { ActivityTracker } from '@mercury/storefront/shell/data-access';

/** What others looked at beside this product. Without an answer the shelf is left out: nothing here depends on it. */
@Component({
  selector: 'm-often-together',
  imports: [ProductCard, ProductCardSkeleton, Rail],
  template: `
    @if (loading() || items().length > 0) {
      <m-rail [heading]="heading()" [attr.aria-busy]="loading()">
        @for (item of items(); track item.product.productId; let index = $index) {
          <li><m-product-card [product]="item.product" (opened)="clicked(item.product.productId, index)" /></li>
        } @empty {
          @for (place of places; track place) {
            <li><m-product-card-skeleton /></li>
          }
        }
      </m-rail>
    }
  `,
})
export class OftenTogether {
  readonly productId = input.required<string>();

  private readonly activity = inject(ActivityTracker);
  private readonly resource = httpResource<readonly RecommendedProduct[]>(() => ({
    url: `/api/recommendations/product/${encodeURIComponent(this.productId())}`,
    params: { limit: 10 },
  }));

  protected readonly items = computed(() => (this.resource.hasValue() ? this.resource.value() : []));
  protected readonly loading = this.resource.isLoading;
  protected readonly heading = computed(() =>
    this.items().every(({ reason }) => reason.kind === 'trending') && !this.loading()
      ? 'Popular right now'
      : 'Often viewed together',
  );
  protected readonly places = Array.from({ length: 6 }, (_, index) => index);

  protected clicked(productId: string, index: number): void {
    this.activity.productClicked(productId, 'together', index);
  }
}
