import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Store } from '@ngrx/store';
import { Button, EmptyState, ErrorState, Skeleton } from '@mercury/shared/ui';
import {
  CartActions,
  cartFeature,
  selectCartCount,
  selectCartLines,
  selectCartSubtotal,
} from '@mercury/storefront/cart/data-access';
import { CartLineSkeleton, CartSummary } from '@mercury/storefront/cart/ui';
import { PageMeta } from '@mercury/storefront/shell/data-access';
import { blockedBy } from '../blocked-by';
import { CartLines } from '../cart-lines/cart-lines';

/** The cart on a page of its own. */
@Component({
  selector: 'm-cart-page',
  imports: [Button, CartLines, CartLineSkeleton, CartSummary, EmptyState, ErrorState, RouterLink, Skeleton],
  templateUrl: './cart-page.html',
  host: { class: 'm-page block py-8 lg:max-w-[76rem]' },
})
export class CartPage {
  private readonly store = inject(Store);
  protected readonly count = this.store.selectSignal(selectCartCount);
  protected readonly lines = this.store.selectSignal(selectCartLines);
  protected readonly subtotal = this.store.selectSignal(selectCartSubtotal);
  protected readonly status = this.store.selectSignal(cartFeature.selectStatus);
  protected readonly loadFailure = this.store.selectSignal(cartFeature.selectLoadFailure);
  protected readonly removed = this.store.selectSignal(cartFeature.selectRemoved);
  protected readonly blocked = computed(() => blockedBy(this.lines()));

  constructor() {
    inject(PageMeta).describe({ title: 'Cart' });
    // Prices and stock may have moved since the cart was seen last.
    if (this.status() === 'ready') this.store.dispatch(CartActions.loadRequested());
  }

  protected retry(): void {
    this.store.dispatch(CartActions.loadRequested());
  }
}
