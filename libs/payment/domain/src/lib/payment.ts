import type { PaymentEvent, PaymentStatus } from '@mercury/payment/contracts';
import type { RefundFact } from './intent-fact';

type Started = Extract<PaymentEvent, { type: 'payment.payment.started' }>['data'];

/** One attempt to pay one order. `started` is missing when there is no such payment. */
export interface PaymentState {
  readonly status: PaymentStatus;
  readonly started?: Started;
  readonly intentId?: string;
  readonly nextActionUrl?: string;
  readonly decline?: { readonly code: string; readonly message: string };
  /** Why it is to be given up, from the moment somebody asks until Stripe has let go. */
  readonly voidReason?: string;
  readonly capturedMinor: number;
  readonly refunds: readonly RefundFact[];
}

/** How much of what was captured has been given back, in minor units. */
export function refundedMinor({ refunds }: Pick<PaymentState, 'refunds'>): number {
  return refunds.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

/** How the events of `payment.payment-<paymentId>` fold. */
export const paymentAggregate = {
  streamType: 'payment.payment',
  initialState: (): PaymentState => ({ status: 'processing', capturedMinor: 0, refunds: [] }),
  evolve(state: PaymentState, { type, data }: PaymentEvent): PaymentState {
    switch (type) {
      case 'payment.payment.started':
        return { ...state, started: data };
      case 'payment.payment.action-required':
        return { ...state, status: 'action_required', intentId: data.intentId, nextActionUrl: data.nextActionUrl };
      case 'payment.payment.authorised':
        return { ...state, status: 'authorised', intentId: data.intentId, nextActionUrl: undefined };
      case 'payment.payment.declined':
        return {
          ...state,
          status: 'declined',
          intentId: data.intentId ?? state.intentId,
          nextActionUrl: undefined,
          decline: { code: data.declineCode, message: data.message },
        };
      case 'payment.payment.void-requested':
        return { ...state, voidReason: data.reason };
      case 'payment.payment.voided':
        return { ...state, status: 'voided', nextActionUrl: undefined };
      case 'payment.payment.captured':
        return { ...state, status: 'captured', capturedMinor: data.amountMinor };
      case 'payment.payment.refunded':
        return refund(state, data);
      default:
        return state;
    }
  },
};

/** A part given back leaves the payment captured; it counts as refunded when nothing is left. */
function refund(state: PaymentState, { refundId, amountMinor, reason }: RefundFact): PaymentState {
  const refunds = [...state.refunds, { refundId, amountMinor, reason }];
  return { ...state, refunds, status: refundedMinor({ refunds }) >= state.capturedMinor ? 'refunded' : 'captured' };
}
