import { booleanAttribute, Component, computed, input } from '@angular/core';
import { formatMoney } from '@mercury/shared/util-money';

/** An amount of money, in figures of one width. `minor` is in the currency's smallest unit; `from` says that it is the lowest of several. */
@Component({
  selector: 'm-price',
  template: `
    @if (from()) {
      <span class="from">from</span>
    }
    {{ text() }}
  `,
  styles: `
    :host {
      font-variant-numeric: tabular-nums lining-nums;
      font-weight: 600;
      white-space: nowrap;
    }
    .from {
      color: var(--text-muted);
      font-weight: 400;
    }
  `,
})
export class Price {
  readonly minor = input.required<number>();
  readonly currency = input.required<string>();
  readonly from = input(false, { transform: booleanAttribute });

  protected readonly text = computed(() => formatMoney(this.minor(), this.currency()));
}
