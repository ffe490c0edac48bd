import type { PaymentEvent, PaymentStatus } from '@mercury/payment/contracts';

/** A row of `payment.payment_summary`. Times are ISO 8601, amounts minor units. */
export interface SummaryRow {
  readonly payment_id: string;
  readonly order_id: string;
  readonly attempt: number;
  readonly status: PaymentStatus;
  readonly currency: string;
  readonly amount_minor: number;
  readonly captured_minor: number;
  readonly refunded_minor: number;
  /** The bank asked the shopper. */
  readonly challenged: boolean;
  readonly decline_code: string | null;
  readonly void_reason: string | null;
  readonly card_country: string | null;
  readonly started_at: string;
  /** When the bank said yes or no. */
  readonly decided_at: string | null;
  readonly updated_at: string;
}

/** The row after an event; undefined for an event of a payment that never started. */
export function advance(row: SummaryRow | undefined, event: PaymentEvent, at: string): SummaryRow | undefined {
  if (event.type === 'payment.payment.started') return startedRow(event.data, at);
  return row && { ...row, ...change(row, event, at), updated_at: at };
}

function startedRow(data: Extract<PaymentEvent, { type: 'payment.payment.started' }>['data'], at: string): SummaryRow {
  return {
    payment_id: data.paymentId,
    order_id: data.orderId,
    attempt: data.attempt,
    status: 'processing',
    currency: data.currency,
    amount_minor: data.amountMinor,
    captured_minor: 0,
    refunded_minor: 0,
    challenged: false,
    decline_code: null,
    void_reason: null,
    card_country: null,
    started_at: at,
    decided_at: null,
    updated_at: at,
  };
}

function change(
  row: SummaryRow,
  { type, data }: Exclude<PaymentEvent, { type: 'payment.payment.started' }>,
  at: string,
): Partial<SummaryRow> {
  switch (type) {
    case 'payment.payment.action-required':
      return { status: 'action_required', challenged: true };
    case 'payment.payment.authorised':
      return { status: 'authorised', decided_at: at, card_country: data.cardCountry ?? null };
    case 'payment.payment.declined':
      return { status: 'declined', decided_at: at, decline_code: data.declineCode };
    case 'payment.payment.void-requested':
      return { void_reason: data.reason };
    case 'payment.payment.voided':
      return { status: 'voided', void_reason: data.reason };
    case 'payment.payment.captured':
      return { status: 'captured', captured_minor: data.amountMinor };
    case 'payment.payment.refunded': {
      const refunded = row.refunded_minor + data.amountMinor;
      return { refunded_minor: refunded, status: refunded >= row.captured_minor ? 'refunded' : 'captured' };
    }
  }
}
