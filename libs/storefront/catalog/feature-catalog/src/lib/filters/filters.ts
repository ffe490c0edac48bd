import { Component, computed, input, output } from '@angular/core';
import type { SearchAnswer } from '@mercury/search/contracts';
import { type CatalogQuery, toggled } from '@mercury/storefront/catalog/data-access';
import { FacetGroup, type PriceLimits, PriceRange } from '@mercury/storefront/catalog/ui';

/** Everything by which a list can be narrowed. */
@Component({
  selector: 'm-filters',
  imports: [FacetGroup, PriceRange],
  template: `
    <label class="stock">
      <input class="m-check" type="checkbox" [checked]="query().inStock === true" (change)="toggleStock()" />
      In stock only
    </label>
    <m-price-range [limits]="query()" [bounds]="answer().price" [currency]="currency()" (changed)="limit($event)" />
    @for (facet of facets(); track facet.key) {
      <m-facet-group [facet]="facet" (toggled)="toggle(facet.key, $event)" />
    }
  `,
  styles: `
    .stock {
      display: flex;
      min-height: var(--target);
      align-items: center;
      cursor: pointer;
      font-weight: 600;
      gap: var(--space-2);
    }
  `,
})
export class Filters {
  readonly query = input.required<CatalogQuery>();
  readonly answer = input.required<SearchAnswer>();
  /** True on the page of a category: there the way to another one is a link, not a filter. */
  readonly inRoom = input.required<boolean>();
  readonly changed = output<CatalogQuery>();

  protected readonly currency = computed(() => this.answer().items[0]?.currency ?? 'EUR');
  protected readonly facets = computed(() =>
    this.answer().facets.filter(({ key, values }) => values.length > 0 && !(key === 'category' && this.inRoom())),
  );

  protected toggle(key: string, value: string): void {
    this.changed.emit(toggled(this.query(), key, value));
  }

  protected toggleStock(): void {
    this.changed.emit({ ...this.query(), inStock: this.query().inStock ? undefined : true });
  }

  protected limit(limits: PriceLimits): void {
    this.changed.emit({ ...this.query(), ...limits });
  }
}
