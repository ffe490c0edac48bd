import { DOCUMENT, Service, inject } from '@angular/core';
import { emptyDraft, type CheckoutDraft } from './checkout-draft';
import type { Placement } from './placement';

const DRAFT = 'mercury.checkout.draft';
const PLACEMENT = 'mercury.checkout.placement';

/** Keeps what was typed, and the key of an order being placed, in this tab over a reload; gone when the tab closes. */
@Service()
export class CheckoutStorage {
  private readonly storage = inject(DOCUMENT).defaultView?.sessionStorage;

  draft(): CheckoutDraft {
    const kept = this.read<Partial<CheckoutDraft>>(DRAFT);
    return { ...emptyDraft, ...kept, address: { ...emptyDraft.address, ...kept?.address } };
  }

  keepDraft(draft: CheckoutDraft): void {
    this.write(DRAFT, draft);
  }

  placement(): Placement | null {
    return this.read<Placement>(PLACEMENT) ?? null;
  }

  keepPlacement(placement: Placement | null): void {
    this.write(PLACEMENT, placement);
  }

  private read<T>(key: string): T | undefined {
    try {
      return (JSON.parse(this.storage?.getItem(key) ?? 'null') as T | null) ?? undefined;
    } catch {
      // Private browsing or a foreign value: start afresh.
      return undefined;
    }
  }

  private write(key: string, value: unknown): void {
    try {
      this.storage?.setItem(key, JSON.stringify(value));
    } catch {
      // Storage is full or forbidden: the page still works, a reload starts afresh.
    }
  }
}
