import { httpResource } from '@angular/common/http';
import { Component, computed, inject } from '@angular/core';
import { Store } from '@ngrx/store';
import type { RecommendedProduct } from '@mercury/recommendations/contracts';
import { ProductCard, ProductCardSkeleton, Rail } from '@mercury/shared/ui';
import { ActivityTracker, selectSessionKnown } from '@mercury/storefront/shell/data-access';
import { reasonInWords } from './reason-in-words';

/**
 * What this visitor may like, and why. Asked for in the browser only, once it is known who is there. A shop that knows
 * nothing yet says so; one that does not answer leaves the shelf out.
 */
@Component({
  selector: 'm-for-you-rail',
  imports: [ProductCard, ProductCardSkeleton, Rail],
  template: `
    @if (!failed()) {
      <m-rail
        heading="For you"
        detail="Chosen by what you looked at here, and by nothing else."
        [attr.aria-busy]="loading()"
      >
        @for (item of items(); track item.product.productId; let index = $index) {
          <li>
            <m-product-card [product]="item.product" (opened)="clicked(item.product.productId, index)">
              <p class="reason">{{ reasonOf(item) }}</p>
            </m-product-card>
          </li>
        } @empty {
          @if (loading()) {
            @for (place of places; track place) {
              <li><m-product-card-skeleton /></li>
            }
          } @else {
            <li class="quiet">Look around a little: what goes with the things you like will be waiting here.</li>
          }
        }
      </m-rail>
    }
  `,
  styles: `
    .reason {
      color: var(--text-muted);
      font-size: var(--text-sm);
      line-height: 1.35;
    }
    .quiet {
      width: min(80vw, 40rem);
      padding: var(--space-8);
      border: 1.5px dashed var(--line-strong);
      border-radius: var(--radius-lg);
      color: var(--text-muted);
    }
  `,
})
export class ForYouRail {
  private readonly known = inject(Store).selectSignal(selectSessionKnown);
  private readonly activity = inject(ActivityTracker);
  private readonly resource = httpResource<readonly RecommendedProduct[]>(() =>
    this.known() ? { url: '/api/recommendations/for-you', params: { limit: 12 } } : undefined,
  );

  /** Only what is really for this visitor: what is merely popular stands on its own shelf above. */
  protected readonly items = computed(() => {
    const all = this.resource.hasValue() ? this.resource.value() : [];
    return all.some(({ reason }) => reason.kind !== 'trending') ? all : [];
  });
  protected readonly failed = computed(() => this.resource.status() === 'error');
  protected readonly loading = computed(() => !this.known() || this.resource.isLoading());
  protected readonly places = Array.from({ length: 6 }, (_, index) => index);
  protected readonly reasonOf = reasonInWords;

  protected clicked(productId: string, index: number): void {
    this.activity.productClicked(productId, 'for-you', index);
  }
}
