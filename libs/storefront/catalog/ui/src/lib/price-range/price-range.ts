import { Component, computed, input, output } from '@angular/core';
import { formatMoney } from '@mercury/shared/util-money';

/** The lowest and highest price wanted, in minor units; undefined for no limit. */
export interface PriceLimits {
  readonly minPriceMinor?: number;
  readonly maxPriceMinor?: number;
}

/** A range of prices as two fields, in whole units of money: no dragging, and nothing to aim at. */
@Component({
  selector: 'm-price-range',
  template: `
    <fieldset>
      <legend>Price</legend>
      <label>
        <span>From</span>
        <input
          #from
          class="m-input"
          type="number"
          inputmode="numeric"
          min="0"
          [placeholder]="lowest()"
          [value]="units(limits().minPriceMinor)"
          (change)="change(from.value, to.value)"
        />
      </label>
      <label>
        <span>To</span>
        <input
          #to
          class="m-input"
          type="number"
          inputmode="numeric"
          min="0"
          [placeholder]="highest()"
          [value]="units(limits().maxPriceMinor)"
          (change)="change(from.value, to.value)"
        />
      </label>
    </fieldset>
    @if (bounds(); as bounds) {
      <p class="m-muted">{{ money(bounds.minMinor) }} to {{ money(bounds.maxMinor) }} here</p>
    }
  `,
  styles: `
    :host {
      display: block;
      padding-block-end: var(--space-4);
      border-block-start: 1px solid var(--line);
    }
    fieldset {
      display: grid;
      gap: var(--space-2);
      grid-template-columns: 1fr 1fr;
    }
    legend {
      padding-block: var(--space-3) var(--space-2);
      font-weight: 700;
    }
    span {
      color: var(--text-muted);
      font-size: var(--text-sm);
    }
    p {
      font-size: var(--text-sm);
      margin-block-start: var(--space-2);
    }
    input {
      font-variant-numeric: tabular-nums lining-nums;
    }
  `,
})
export class PriceRange {
  readonly limits = input.required<PriceLimits>();
  /** The prices that there are. */
  readonly bounds = input<{ readonly minMinor: number; readonly maxMinor: number } | null>(null);
  readonly currency = input.required<string>();
  readonly changed = output<PriceLimits>();

  protected readonly lowest = computed(() => this.hint(this.bounds()?.minMinor, Math.floor));
  protected readonly highest = computed(() => this.hint(this.bounds()?.maxMinor, Math.ceil));

  protected money(minor: number): string {
    return formatMoney(minor, this.currency());
  }

  protected units(minor: number | undefined): string {
    return minor === undefined ? '' : String(minor / 100);
  }

  protected change(from: string, to: string): void {
    const [min, max] = [minorOf(from), minorOf(to)];
    const swapped = min !== undefined && max !== undefined && min > max;
    this.changed.emit(
      swapped ? { minPriceMinor: max, maxPriceMinor: min } : { minPriceMinor: min, maxPriceMinor: max },
    );
  }

  private hint(minor: number | undefined, round: (value: number) => number): string {
    return minor === undefined ? '' : String(round(minor / 100));
  }
}

function minorOf(text: string): number | undefined {
  const value = Math.round(Number(text) * 100);
  return text.trim() !== '' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
