import { Component, computed, effect, inject, input, output, signal, untracked } from '@angular/core';
import { FormField, type FieldTree } from '@angular/forms/signals';
import { LucideLock } from '@lucide/angular';
import { Button, Field, Input } from '@mercury/shared/ui';
import { formatMoney } from '@mercury/shared/util-money';
import type { PaymentClientConfig } from '@mercury/payment/contracts';
import { CardRefused, CardTokens } from '@mercury/storefront/checkout/data-access';
import { ErrorSummary, errorOf } from '@mercury/storefront/checkout/ui';
import { cardForm, emptyCard, spacedExpiry, spacedNumber } from '../card-form/card-model';
import { TestCards } from '../test-cards/test-cards';

/**
 * Takes a card and hands out the payment method that the provider made of it. The card stays in this component: it goes
 * to the provider only, and is forgotten as soon as that has answered.
 */
@Component({
  selector: 'm-pay-panel',
  imports: [Button, ErrorSummary, Field, FormField, Input, LucideLock, TestCards],
  templateUrl: './pay-panel.html',
})
export class PayPanel {
  readonly config = input.required<PaymentClientConfig>();
  readonly totalMinor = input.required<number>();
  readonly currency = input.required<string>();
  /** Who most likely holds the card: typed already, so not asked for again. */
  readonly holder = input('');
  /** Something is under way with what was handed out. */
  readonly busy = input(false);
  readonly paymentMethod = output<string>();

  private readonly tokens = inject(CardTokens);
  protected readonly card = cardForm(() => new Date());
  protected readonly errorOf = errorOf;
  protected readonly attempts = signal(0);
  protected readonly asking = signal(false);
  protected readonly refusal = signal<string | null>(null);
  protected readonly available = computed(() => this.config().mode === 'emulator');
  protected readonly total = computed(() => formatMoney(this.totalMinor(), this.currency()));

  constructor() {
    effect(() => {
      const holder = this.holder();
      if (untracked(this.card.name().value) === '') this.card.name().value.set(holder);
    });
  }

  protected spaceNumber(): void {
    this.card.number().value.update(spacedNumber);
  }

  protected spaceExpiry(event: Event): void {
    // While something is taken away nothing is put in.
    if (event instanceof InputEvent && event.inputType.startsWith('delete')) return;
    this.card.expiry().value.update(spacedExpiry);
  }

  protected pay(event: Event): void {
    event.preventDefault();
    if (this.busy() || this.asking()) return;
    this.refusal.set(null);
    this.card().markAsTouched();
    if (this.card().invalid()) return this.attempts.update((count) => count + 1);
    this.asking.set(true);
    this.tokens.create(this.config(), this.card().value()).subscribe({
      next: (paymentMethodId) => {
        this.asking.set(false);
        this.attempts.set(0);
        this.card().reset({ ...emptyCard, name: this.card.name().value() });
        this.paymentMethod.emit(paymentMethodId);
      },
      error: (error: unknown) => {
        this.asking.set(false);
        this.refusal.set(error instanceof Error ? error.message : String(error));
        if (error instanceof CardRefused && error.field) focus(this.card[error.field]);
      },
    });
  }
}

function focus(field: FieldTree<string>): void {
  field().focusBoundControl();
}
