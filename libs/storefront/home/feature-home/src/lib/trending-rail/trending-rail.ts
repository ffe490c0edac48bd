import { Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { Store } from '@ngrx/store';
import { ErrorState, ProductCard, ProductCardSkeleton, Rail } from '@mercury/shared/ui';
import {
  HomePageActions,
  selectTrendingItems,
  selectTrendingLive,
  selectTrendingLoading,
  selectTrendingMessage,
  selectTrendingStatus,
} from '@mercury/storefront/home/data-access';
import { ActivityTracker } from '@mercury/storefront/shell/data-access';
import type { TrendingShelf } from '@mercury/trending/contracts';
import { Glide } from './glide';
import { Movement } from './movement';

type Place = TrendingShelf['items'][number];

interface Looked {
  readonly items: readonly Place[];
  readonly held: boolean;
}

/**
 * What is trending, as it happens. The order changes while one looks on, but not under one's finger: while the pointer
 * or the focus is on the shelf, it keeps still.
 */
@Component({
  selector: 'm-trending-rail',
  imports: [ErrorState, Glide, Movement, ProductCard, ProductCardSkeleton, Rail],
  templateUrl: './trending-rail.html',
  styleUrl: './trending-rail.css',
})
export class TrendingRail {
  private readonly store = inject(Store);
  private readonly activity = inject(ActivityTracker);
  private readonly latest = this.store.selectSignal(selectTrendingItems);

  protected readonly loading = this.store.selectSignal(selectTrendingLoading);
  protected readonly status = this.store.selectSignal(selectTrendingStatus);
  protected readonly message = this.store.selectSignal(selectTrendingMessage);
  protected readonly live = this.store.selectSignal(selectTrendingLive);
  protected readonly touched = signal(false);
  protected readonly items = linkedSignal<Looked, readonly Place[]>({
    source: () => ({ items: this.latest(), held: this.touched() }),
    computation: ({ items, held }, previous) => (held && previous?.value.length ? previous.value : items),
  });
  protected readonly order = computed(() => this.items().map(({ productId }) => productId));
  protected readonly places = Array.from({ length: 6 }, (_, index) => index);

  protected clicked(productId: string, index: number): void {
    this.activity.productClicked(productId, 'trending', index);
  }

  protected retry(): void {
    this.store.dispatch(HomePageActions.retryRequested());
  }
}
