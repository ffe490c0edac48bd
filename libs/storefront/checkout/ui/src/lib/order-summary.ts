import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Picture, Price } from '@mercury/shared/ui';
import type { OrderLine } from '@mercury/orders/contracts';

/** A line as a summary shows it; a line of an order is one. */
export type SummaryLine = Pick<
  OrderLine,
  'variantId' | 'slug' | 'title' | 'options' | 'image' | 'quantity' | 'lineTotalMinor'
>;

/** Sums below the lines; what is not known yet is null. */
export interface SummaryTotals {
  readonly currency: string;
  readonly itemsMinor: number;
  readonly shippingMinor: number | null;
  readonly taxMinor: number | null;
  readonly totalMinor: number;
}

/** What is bought and what it comes to. */
@Component({
  selector: 'm-order-summary',
  imports: [Picture, Price, RouterLink],
  templateUrl: './order-summary.html',
})
export class OrderSummary {
  readonly lines = input.required<readonly SummaryLine[]>();
  readonly totals = input.required<SummaryTotals>();

  protected optionsOf(line: SummaryLine): string {
    return Object.values(line.options).join(' · ');
  }
}
