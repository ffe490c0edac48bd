import { Component, computed, inject, input, output } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { LucideCircleCheckBig } from '@lucide/angular';
import { Button, ErrorState, Skeleton } from '@mercury/shared/ui';
import type { OrderView } from '@mercury/orders/contracts';
import { CheckoutClient } from '@mercury/storefront/checkout/data-access';
import { PayPanel } from '@mercury/storefront/checkout/feature-payment';
import { HoldCountdown } from '@mercury/storefront/checkout/ui';
import { WaitingBar } from '@mercury/storefront/account/ui';
import { catchError, map, of, startWith, Subject, switchMap } from 'rxjs';

/** What an order waits for, and the means to give it: a card, the bank, or patience. */
@Component({
  selector: 'm-order-status-panel',
  imports: [Button, ErrorState, HoldCountdown, LucideCircleCheckBig, PayPanel, Skeleton, WaitingBar],
  templateUrl: './order-status-panel.html',
})
export class OrderStatusPanel {
  readonly order = input.required<OrderView>();
  readonly busy = input(false);
  readonly paymentMethod = output<string>();
  readonly bank = output<string>();

  private readonly client = inject(CheckoutClient);
  private readonly again = new Subject<void>();
  // Asked for at once: where a card is needed, its form should not come late.
  protected readonly config = toSignal(
    this.again.pipe(
      startWith(undefined),
      switchMap(() =>
        this.client.paymentConfig().pipe(
          map((value) => ({ value, failure: null })),
          catchError((error: Error) => of({ value: null, failure: error.message })),
          startWith({ value: null, failure: null }),
        ),
      ),
    ),
    { initialValue: { value: null, failure: null } },
  );
  protected readonly waits = computed(() =>
    ['payment_processing', 'checking', 'in_review'].includes(this.order().status),
  );

  protected retry(): void {
    this.again.next();
  }
}
