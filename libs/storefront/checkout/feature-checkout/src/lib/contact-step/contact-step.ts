import { Component, computed, input, output, signal } from '@angular/core';
import { FormField, type FieldTree } from '@angular/forms/signals';
import { Button, Field, Input } from '@mercury/shared/ui';
import type { CheckoutDraft } from '@mercury/storefront/checkout/data-access';
import { ErrorSummary, errorOf } from '@mercury/storefront/checkout/ui';
import { countries } from '../countries';

/** Step 1: whom we write to, and where the parcel goes. */
@Component({
  selector: 'm-contact-step',
  imports: [Button, ErrorSummary, Field, FormField, Input],
  templateUrl: './contact-step.html',
})
export class ContactStep {
  readonly form = input.required<FieldTree<CheckoutDraft>>();
  readonly done = output<void>();

  protected readonly errorOf = errorOf;
  protected readonly countries = countries();
  protected readonly attempts = signal(0);
  protected readonly errors = computed(() => [
    ...this.form().email().errorSummary(),
    ...this.form().address().errorSummary(),
  ]);

  protected next(event: Event): void {
    event.preventDefault();
    this.form().email().markAsTouched();
    this.form().address().markAsTouched();
    if (this.errors().length === 0) this.done.emit();
    else this.attempts.update((count) => count + 1);
  }
}
