import {
  acceptAmount,
  LONGEST_WINDOW_MS,
  noUsualAmount,
  type CardPayment,
  type PastPayment,
  type PaymentHistory,
  type UsualAmount,
} from '@mercury/risk/domain';
import type { ShopPayment } from '../traffic/shop-payment';

interface Customer {
  readonly payments: PastPayment[];
  total: number;
  usual: UsualAmount;
}

/** What the service keeps in its tables, in memory: payments must come in the order of their time. */
export class HistoryBook {
  private readonly customers = new Map<string, Customer>();
  private readonly cards = new Map<string, CardPayment[]>();

  historyOf({ customerKey, card, orderDeclines, atMs }: ShopPayment): PaymentHistory {
    const customer = this.customers.get(customerKey);
    return {
      customer: recent(customer?.payments ?? [], atMs),
      customerPayments: customer?.total ?? 0,
      usual: customer?.usual ?? noUsualAmount,
      card: recent(this.cards.get(card) ?? [], atMs),
      orderDeclines,
    };
  }

  note({ customerKey, card, atMs, amountMinor }: ShopPayment): void {
    const customer = this.customers.get(customerKey) ?? { payments: [], total: 0, usual: noUsualAmount };
    customer.payments.push({ atMs, amountMinor });
    customer.total += 1;
    customer.usual = acceptAmount(customer.usual, amountMinor);
    this.customers.set(customerKey, customer);
    this.cards.set(card, [...recent(this.cards.get(card) ?? [], atMs), { atMs, amountMinor, customerKey }]);
  }
}

function recent<T extends PastPayment>(payments: T[], atMs: number): T[] {
  const from = payments.findIndex((payment) => payment.atMs > atMs - LONGEST_WINDOW_MS);
  if (from > 0) payments.splice(0, from);
  return from < 0 ? [] : payments;
}
