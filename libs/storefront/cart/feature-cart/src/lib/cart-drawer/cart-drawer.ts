import { Component, computed, effect, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Store } from '@ngrx/store';
import { Announcer, Button, Drawer, EmptyState, ErrorState } from '@mercury/shared/ui';
import {
  CartActions,
  cartFeature,
  selectCartAnnouncement,
  selectCartCount,
  selectCartLines,
  selectCartSubtotal,
  selectDrawerOpen,
} from '@mercury/storefront/cart/data-access';
import { CartLineSkeleton, CartSummary } from '@mercury/storefront/cart/ui';
import { CartLines } from '../cart-lines/cart-lines';
import { blockedBy } from '../blocked-by';

/**
 * The cart beside any page; opens when something is put into it. A modal dialog of the browser: focus stays inside,
 * Escape closes it and focus goes back. It also says what happens to the cart, since it is there on every page.
 */
@Component({
  selector: 'm-cart-drawer',
  imports: [Button, CartLines, CartLineSkeleton, CartSummary, Drawer, EmptyState, ErrorState, RouterLink],
  templateUrl: './cart-drawer.html',
})
export class CartDrawer {
  private readonly store = inject(Store);
  protected readonly open = this.store.selectSignal(selectDrawerOpen);
  protected readonly count = this.store.selectSignal(selectCartCount);
  protected readonly lines = this.store.selectSignal(selectCartLines);
  protected readonly subtotal = this.store.selectSignal(selectCartSubtotal);
  protected readonly status = this.store.selectSignal(cartFeature.selectStatus);
  protected readonly loadFailure = this.store.selectSignal(cartFeature.selectLoadFailure);
  protected readonly removed = this.store.selectSignal(cartFeature.selectRemoved);
  protected readonly announcement = this.store.selectSignal(selectCartAnnouncement);
  protected readonly blocked = computed(() => blockedBy(this.lines()));

  constructor() {
    const announcer = inject(Announcer);
    const announcement = this.store.selectSignal(cartFeature.selectAnnouncement);
    effect(() => {
      const { id, text } = announcement();
      if (id > 0) announcer.say(text);
    });
  }

  protected close(): void {
    this.store.dispatch(CartActions.drawerClosed());
  }

  protected retry(): void {
    this.store.dispatch(CartActions.loadRequested());
  }
}
