import { Component, computed, inject, output } from '@angular/core';
import { LucideX } from '@lucide/angular';
import { Store } from '@ngrx/store';
import { Button } from '@mercury/shared/ui';
import { CartActions, cartFeature, selectCartLines, type RemovedLine } from '@mercury/storefront/cart/data-access';
import { CartLineRow, UndoBar } from '@mercury/storefront/cart/ui';

/** The cart's lines with all that can be done to them; page and drawer show the same. */
@Component({
  selector: 'm-cart-lines',
  imports: [Button, CartLineRow, LucideX, UndoBar],
  templateUrl: './cart-lines.html',
})
export class CartLines {
  readonly followed = output<void>();

  private readonly store = inject(Store);
  protected readonly lines = this.store.selectSignal(selectCartLines);
  protected readonly removed = this.store.selectSignal(cartFeature.selectRemoved);
  protected readonly notice = this.store.selectSignal(cartFeature.selectNotice);
  private readonly failures = this.store.selectSignal(cartFeature.selectFailures);

  /** Failures of lines that are not there (any more): they have no place of their own to be said. */
  protected readonly homeless = computed(() => {
    const shown = new Set(this.lines().map(({ variantId }) => variantId));
    return this.failures().filter(({ variantId }) => !shown.has(variantId));
  });

  protected failureOf(variantId: string): string | null {
    return this.failures().find((failure) => failure.variantId === variantId)?.message ?? null;
  }

  protected change(variantId: string, quantity: number): void {
    this.store.dispatch(CartActions.quantityChanged({ variantId, quantity }));
  }

  protected remove(variantId: string): void {
    this.store.dispatch(CartActions.removeRequested({ variantId }));
  }

  protected undo(line: RemovedLine): void {
    this.store.dispatch(CartActions.removalUndone(line));
  }

  protected forget(): void {
    this.store.dispatch(CartActions.undoExpired());
  }

  protected dismiss(variantId: string): void {
    this.store.dispatch(CartActions.failureDismissed({ variantId }));
  }

  protected dismissNotice(): void {
    this.store.dispatch(CartActions.noticeDismissed());
  }
}
