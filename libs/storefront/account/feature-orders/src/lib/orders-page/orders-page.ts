import { DatePipe } from '@angular/common';
import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Store } from '@ngrx/store';
import { Button, EmptyState, ErrorState, Picture, Price, Skeleton } from '@mercury/shared/ui';
import type { OrderListItem } from '@mercury/orders/contracts';
import { OrderList, SessionClient } from '@mercury/storefront/account/data-access';
import { StatusBadge } from '@mercury/storefront/account/ui';
import { PageMeta, selectAccount } from '@mercury/storefront/shell/data-access';

/** The shopper's orders: of the account, or of this browser. */
@Component({
  selector: 'm-orders-page',
  imports: [Button, DatePipe, EmptyState, ErrorState, Picture, Price, RouterLink, Skeleton, StatusBadge],
  providers: [OrderList],
  templateUrl: './orders-page.html',
  host: { class: 'm-page block py-8 lg:max-w-[64rem]' },
})
export class OrdersPage {
  protected readonly list = inject(OrderList);
  protected readonly session = inject(SessionClient);
  protected readonly account = inject(Store).selectSignal(selectAccount);

  constructor() {
    inject(PageMeta).describe({ title: 'Your orders' });
    this.list.loadMore();
  }

  protected contentsOf({ firstLine, itemCount }: OrderListItem): string {
    const others = itemCount - firstLine.quantity;
    return others > 0 ? `${firstLine.title} and ${others} more` : firstLine.title;
  }

  protected signOut(): void {
    // What is left to see is what this browser ordered as a guest.
    this.session.signOut(() => this.list.reload());
  }
}
