import { Component, computed, effect, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { LucideChevronDown } from '@lucide/angular';
import { Store } from '@ngrx/store';
import { Button, EmptyState, ErrorState, Price } from '@mercury/shared/ui';
import { CartActions, cartFeature, selectCartLines, selectCartSubtotal } from '@mercury/storefront/cart/data-access';
import { checkoutFeature, CheckoutPageActions, CheckoutStorage } from '@mercury/storefront/checkout/data-access';
import { PayPanel } from '@mercury/storefront/checkout/feature-payment';
import { CheckoutStep, OrderSummary, shippingPrice } from '@mercury/storefront/checkout/ui';
import { newIntent, PageMeta, selectAccount } from '@mercury/storefront/shell/data-access';
import { checkoutForm, orderOf } from '../checkout-form';
import { ContactStep } from '../contact-step/contact-step';
import { ShippingStep } from '../shipping-step/shipping-step';
import { CheckoutSkeleton } from './checkout-skeleton';
import { type Step, stepFor, steps } from './steps';

/** From cart to order in three steps. Everything typed but the card is kept in this tab. */
@Component({
  selector: 'm-checkout-page',
  imports: [
    Button,
    CheckoutSkeleton,
    CheckoutStep,
    ContactStep,
    EmptyState,
    ErrorState,
    LucideChevronDown,
    OrderSummary,
    PayPanel,
    Price,
    RouterLink,
    ShippingStep,
  ],
  templateUrl: './checkout-page.html',
  host: { class: 'm-page block py-8 lg:max-w-[72rem]' },
})
export class CheckoutPage {
  /** From the address: which step was asked for. */
  readonly step = input<string>();

  private readonly store = inject(Store);
  private readonly storage = inject(CheckoutStorage);
  private readonly router = inject(Router);

  private readonly draft = signal(this.storage.draft());
  protected readonly form = checkoutForm(this.draft);
  private readonly lines = this.store.selectSignal(selectCartLines);
  private readonly subtotal = this.store.selectSignal(selectCartSubtotal);
  private readonly account = this.store.selectSignal(selectAccount);
  protected readonly cartStatus = this.store.selectSignal(cartFeature.selectStatus);
  protected readonly settled = this.store.selectSignal(cartFeature.selectSettled);
  protected readonly checkout = this.store.selectSignal(checkoutFeature.selectCheckoutState);
  protected readonly empty = computed(
    () => this.lines().length === 0 && this.cartStatus() === 'ready' && !this.checkout().placedOrderId,
  );
  protected readonly blocked = computed(() => this.lines().some(({ problem }) => problem));
  protected readonly method = computed(() =>
    this.checkout().methods?.find(({ id }) => id === this.draft().shippingMethod),
  );
  protected readonly shown = computed(() =>
    stepFor(this.step(), {
      contact: this.form.email().valid() && this.form.address().valid(),
      shipping: this.method() !== undefined || this.checkout().methods === null,
    }),
  );
  protected readonly address = computed(() => this.draft().address);
  protected readonly email = computed(() => this.draft().email);
  protected readonly summaryLines = computed(() =>
    this.lines().map(({ product, ...line }) => ({ ...product, ...line })),
  );
  protected readonly totals = computed(() => {
    const { minor, currency } = this.subtotal();
    const method = this.method();
    const shippingMinor = method ? shippingPrice(method, minor) : null;
    return { currency, itemsMinor: minor, shippingMinor, taxMinor: null, totalMinor: minor + (shippingMinor ?? 0) };
  });

  constructor() {
    inject(PageMeta).describe({ title: 'Check out' });
    this.store.dispatch(CheckoutPageActions.opened({ placement: this.storage.placement() }));
    if (this.cartStatus() === 'ready') this.store.dispatch(CartActions.loadRequested());
    effect(() => this.storage.keepDraft(this.draft()));
    effect(() => {
      const known = this.account();
      if (known && this.form.email().value() === '') this.form.email().value.set(known.email);
    });
    effect(() => {
      const [first] = this.checkout().methods ?? [];
      if (first && !this.method()) this.form.shippingMethod().value.set(first.id);
    });
  }

  protected retry(): void {
    this.store.dispatch(CheckoutPageActions.retryRequested());
    if (this.cartStatus() === 'failed') this.store.dispatch(CartActions.loadRequested());
  }

  protected go(step: Step): void {
    void this.router.navigate([], { queryParams: { step } });
  }

  protected stateOf(step: Step): 'open' | 'done' | 'ahead' {
    const difference = steps.indexOf(step) - steps.indexOf(this.shown());
    return difference === 0 ? 'open' : difference < 0 ? 'done' : 'ahead';
  }

  protected place(paymentMethodId: string): void {
    const order = orderOf(this.draft(), this.totals().totalMinor);
    this.store.dispatch(CheckoutPageActions.orderSubmitted({ order, paymentMethodId, key: newIntent() }));
  }
}
