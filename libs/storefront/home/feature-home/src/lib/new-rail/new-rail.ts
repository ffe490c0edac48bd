import { httpResource } from '@angular/common/http';
import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { SearchAnswer } from '@mercury/search/contracts';
import { ProductCard, ProductCardSkeleton, Rail } from '@mercury/shared/ui';
import { ActivityTracker } from '@mercury/storefront/shell/data-access';

/** What came in last. */
@Component({
  selector: 'm-new-rail',
  imports: [ProductCard, ProductCardSkeleton, Rail, RouterLink],
  template: `
    @if (!failed()) {
      <m-rail heading="Just in" detail="The latest arrivals.">
        <a railAside class="m-link" routerLink="/search" [queryParams]="{ sort: 'newest' }">See all</a>
        @for (product of items(); track product.productId; let index = $index) {
          <li><m-product-card [product]="product" (opened)="clicked(product.productId, index)" /></li>
        } @empty {
          @for (place of places; track place) {
            <li><m-product-card-skeleton /></li>
          }
        }
      </m-rail>
    }
  `,
})
export class NewRail {
  private readonly activity = inject(ActivityTracker);
  private readonly resource = httpResource<SearchAnswer>(() => ({
    url: '/api/search',
    params: { sort: 'newest', inStock: true, limit: 12 },
  }));

  protected readonly items = computed(() => (this.resource.hasValue() ? this.resource.value().items : []));
  protected readonly failed = computed(() => this.resource.status() === 'error');
  protected readonly places = Array.from({ length: 6 }, (_, index) => index);

  protected clicked(productId: string, index: number): void {
    this.activity.productClicked(productId, 'new', index);
  }
}
