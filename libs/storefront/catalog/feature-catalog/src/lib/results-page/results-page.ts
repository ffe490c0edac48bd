import { Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { Store } from '@ngrx/store';
import { map } from 'rxjs';
import { Announcer, Breadcrumb, Button, Drawer, ErrorState, Notice, Skeleton } from '@mercury/shared/ui';
import { formatMoney } from '@mercury/shared/util-money';
import {
  appliedFilters,
  CatalogPageActions,
  type CatalogQuery,
  CategoryTree,
  paramsOf,
  queryOf,
  selectResults,
  sorts,
  unfiltered,
} from '@mercury/storefront/catalog/data-access';
import { FilterChips, ListTools, ProductGrid } from '@mercury/storefront/catalog/ui';
import { ActivityTracker, PageMeta } from '@mercury/storefront/shell/data-access';
import { Filters } from '../filters/filters';
import { NoResults } from '../no-results/no-results';
import { headOf } from './head-of';

/** A list of products: a category, or what was searched for. Its URL says all of it, so that it can be shared. */
@Component({
  selector: 'm-results-page',
  imports: [
    Breadcrumb,
    Button,
    Drawer,
    ErrorState,
    FilterChips,
    Filters,
    ListTools,
    NoResults,
    Notice,
    ProductGrid,
    RouterLink,
    Skeleton,
  ],
  templateUrl: './results-page.html',
  styleUrl: './results-page.css',
})
export class ResultsPage {
  private readonly store = inject(Store);
  private readonly router = inject(Router);
  private readonly activity = inject(ActivityTracker);
  private readonly announcer = inject(Announcer);
  private readonly meta = inject(PageMeta);
  private readonly route = inject(ActivatedRoute);
  /** Known only while the router is on its way: whether the browser's back or forward led here. */
  private readonly arrival = toSignal(
    this.route.queryParams.pipe(
      map((params) => ({ params, returning: this.router.currentNavigation()?.trigger === 'popstate' })),
    ),
    { requireSync: true },
  );
  private readonly room = toSignal(this.route.params, { requireSync: true });
  protected readonly tree = inject(CategoryTree);

  protected readonly category = computed<string | undefined>(() => this.room()['category']);
  protected readonly inRoom = computed(() => this.category() !== undefined);
  protected readonly query = computed(() => queryOf(this.arrival().params, this.category()));
  protected readonly results = this.store.selectSignal(selectResults);
  protected readonly answer = computed(() => this.results()?.answer ?? null);
  protected readonly head = computed(() => headOf(this.query(), this.category(), this.tree));
  protected readonly filters = computed(() =>
    appliedFilters(
      this.query(),
      this.answer()?.facets ?? [],
      (minor) => formatMoney(minor, this.answer()?.items[0]?.currency ?? 'EUR'),
      this.category() !== undefined,
    ),
  );
  protected readonly labels = computed(() => this.filters().map(({ label }) => label));
  protected readonly filtersOpen = signal(false);
  /** Without words there is nothing to match best: the order is ours. */
  protected readonly sorts = computed(() =>
    this.query().q ? sorts : sorts.map((sort) => (sort.value === 'relevance' ? { ...sort, title: 'Featured' } : sort)),
  );
  protected readonly count = computed(() => {
    const answer = this.answer();
    return answer ? counted(answer.total) : '';
  });

  constructor() {
    effect(() => {
      const query = this.query();
      const { returning } = untracked(this.arrival);
      untracked(() => this.store.dispatch(CatalogPageActions.opened({ query, returning })));
    });
    effect(() => {
      const head = this.head();
      this.meta.describe(head);
      if (head.missing) this.meta.status(404);
    });
    effect(() => {
      const results = this.results();
      if (results?.status === 'ready') untracked(() => this.announcer.say(counted(results.answer?.total ?? 0)));
      if (results?.status === 'failed') this.meta.status(503);
    });
  }

  protected go(query: CatalogQuery): void {
    const { category, ...params } = paramsOf(query);
    const queryParams = this.category() === undefined && category ? { ...params, category } : params;
    // The list changes below; the page stays where it is.
    void this.router.navigate([], { relativeTo: this.route, queryParams, scroll: 'manual' });
  }

  protected sort(value: string): void {
    this.go({ ...this.query(), sort: sorts.find((sort) => sort.value === value)?.value });
  }

  protected remove(index: number): void {
    const filter = this.filters()[index];
    if (filter) this.go(filter.without);
  }

  protected clear(): void {
    const { category, ...rest } = unfiltered(this.query());
    this.go(this.category() === undefined ? rest : { ...rest, category });
  }

  protected more(): void {
    this.store.dispatch(CatalogPageActions.moreRequested());
  }

  protected retry(): void {
    this.store.dispatch(CatalogPageActions.retryRequested());
  }

  protected clicked({ productId, index }: { productId: string; index: number }): void {
    this.activity.productClicked(productId, this.query().q ? 'search' : 'category', index);
  }
}

const counted = (total: number): string => `${total.toLocaleString('en-IE')} ${total === 1 ? 'product' : 'products'}`;
