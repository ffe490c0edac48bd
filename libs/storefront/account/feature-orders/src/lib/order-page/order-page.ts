import { DOCUMENT } from '@angular/common';
import { Component, computed, DestroyRef, effect, inject, input, signal, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { LucidePrinter } from '@lucide/angular';
import { Store } from '@ngrx/store';
import { Announcer, Button, EmptyState, ErrorState } from '@mercury/shared/ui';
import { orderFeature, OrderPageActions } from '@mercury/storefront/account/data-access';
import { AddressBlock, OrderTimeline, wordsForOrder } from '@mercury/storefront/account/ui';
import { OrderSummary } from '@mercury/storefront/checkout/ui';
import { newIntent, PageMeta } from '@mercury/storefront/shell/data-access';
import { OrderSkeleton } from './order-skeleton';
import { OrderStatusPanel } from './order-status-panel';

/** One order, live: how it stands, what happened to it, what can be done about it. */
@Component({
  selector: 'm-order-page',
  imports: [
    AddressBlock,
    Button,
    EmptyState,
    ErrorState,
    LucidePrinter,
    OrderSkeleton,
    OrderStatusPanel,
    OrderSummary,
    OrderTimeline,
    RouterLink,
  ],
  templateUrl: './order-page.html',
  host: { class: 'm-page block py-8 lg:max-w-[76rem]' },
})
export class OrderPage {
  readonly orderId = input.required<string>();

  private readonly store = inject(Store);
  private readonly window = inject(DOCUMENT).defaultView;
  protected readonly state = this.store.selectSignal(orderFeature.selectOrderState);
  protected readonly order = computed(() => this.state().order);
  protected readonly words = computed(() => {
    const order = this.order();
    return order ? wordsForOrder(order) : null;
  });
  protected readonly newestFirst = computed(() => [...(this.order()?.timeline ?? [])].reverse());
  protected readonly asksToCancel = signal(false);

  constructor() {
    const meta = inject(PageMeta);
    const announcer = inject(Announcer);
    const bankUrl = this.store.selectSignal(orderFeature.selectBankUrl);
    effect(() => {
      const orderId = this.orderId();
      untracked(() => this.store.dispatch(OrderPageActions.opened({ orderId })));
    });
    effect(() => meta.describe({ title: this.order() ? `Order ${this.order()?.number}` : 'Order' }));
    effect(() => {
      const words = this.words();
      if (words) announcer.say(words.headline);
    });
    effect(() => {
      const url = bankUrl();
      if (url) untracked(() => this.openBank(url));
    });
    inject(DestroyRef).onDestroy(() => this.store.dispatch(OrderPageActions.left()));
  }

  protected retry(): void {
    this.store.dispatch(OrderPageActions.retryRequested({ orderId: this.orderId() }));
  }

  protected pay(paymentMethodId: string): void {
    this.store.dispatch(OrderPageActions.payRequested({ orderId: this.orderId(), paymentMethodId }));
  }

  protected cancel(): void {
    this.asksToCancel.set(false);
    this.store.dispatch(OrderPageActions.cancelRequested({ orderId: this.orderId(), key: newIntent() }));
  }

  protected print(): void {
    this.window?.print();
  }

  /** Goes to the bank's page. Only ever to a web address: what comes over a wire is not run. */
  protected openBank(url: string): void {
    this.store.dispatch(OrderPageActions.bankOpened());
    if (/^https?:\/\//.test(url)) this.window?.location.assign(url);
  }
}
