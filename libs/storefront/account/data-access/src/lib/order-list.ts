import { computed, inject, Injectable, signal } from '@angular/core';
import type { OrderListItem } from '@mercury/orders/contracts';
import { ApiProblem } from '@mercury/storefront/shell/data-access';
import { OrdersClient } from './orders-client';

/** The shopper's orders, page by page; one page of the shop reads it, so it lives as long as that page. */
@Injectable()
export class OrderList {
  private readonly client = inject(OrdersClient);
  private readonly loaded = signal<readonly OrderListItem[]>([]);
  private readonly cursor = signal<string | null>(null);
  private readonly state = signal<'loading' | 'ready' | 'failed'>('loading');
  private readonly reason = signal('');

  readonly orders = this.loaded.asReadonly();
  readonly status = this.state.asReadonly();
  readonly failure = this.reason.asReadonly();
  readonly hasMore = computed(() => this.cursor() !== null);

  /** Starts over: someone else looks at the list now. */
  reload(): void {
    this.loaded.set([]);
    this.cursor.set(null);
    this.loadMore();
  }

  /** Loads the first page, or the one after what is there. After a failure it tries the same page again. */
  loadMore(): void {
    this.state.set('loading');
    this.client.list(this.cursor()).subscribe({
      next: ({ items, nextCursor }) => {
        this.loaded.update((known) => [...known, ...items]);
        this.cursor.set(nextCursor);
        this.state.set('ready');
      },
      error: (error: unknown) => {
        this.reason.set(ApiProblem.from(error).message);
        this.state.set('failed');
      },
    });
  }
}
