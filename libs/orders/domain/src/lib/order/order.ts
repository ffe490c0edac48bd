import type { AuthorisedPayment, OrderEvent, OrderStatus, PlacedOrder, RiskJudge } from '@mercury/orders/contracts';

/** The last attempt to pay. At most one is open at a time. */
export interface PaymentAttempt {
  readonly paymentId: string;
  readonly attempt: number;
  readonly paymentMethodId: string;
  readonly returnUrl: string;
  readonly phase: 'processing' | 'action_required' | 'authorised' | 'declined';
  readonly nextActionUrl?: string;
  readonly decline?: { readonly code: string; readonly message?: string };
  readonly authorised?: AuthorisedPayment;
}

export interface RiskVerdict {
  readonly assessmentId: string | null;
  readonly decision: 'approve' | 'review' | 'decline';
  readonly decidedBy: RiskJudge;
}

/** One order. Before it is placed there is nothing: `placed` tells. */
export interface OrderState {
  readonly status: OrderStatus | 'unknown';
  readonly placed?: PlacedOrder;
  readonly payment?: PaymentAttempt;
  readonly verdict?: RiskVerdict;
  /** The hold that counts now; the earlier ones have run out. */
  readonly hold?: { readonly holdId: string; readonly expiresAt: string };
  readonly holdIds: readonly string[];
  /** The hold has become a sale. */
  readonly committed: boolean;
  /** An ended order has given everything back. */
  readonly unwound: boolean;
}

/** True when nothing more will be sold: cancelled or expired. */
export const isEnded = ({ status }: Pick<OrderState, 'status'>): boolean =>
  status === 'cancelled' || status === 'expired';

/** How the events of `orders.order-<orderId>` fold. */
export const orderAggregate = {
  streamType: 'orders.order',
  initialState: (): OrderState => ({ status: 'unknown', holdIds: [], committed: false, unwound: false }),
  evolve(state: OrderState, event: OrderEvent): OrderState {
    switch (event.type) {
      case 'orders.order.placed': {
        const { holdId, holdExpiresAt } = event.data;
        const hold = { holdId, expiresAt: holdExpiresAt };
        return { ...state, status: 'awaiting_payment', placed: event.data, hold, holdIds: [holdId] };
      }
      case 'orders.order.payment-started':
        return {
          ...state,
          status: 'payment_processing',
          payment: { ...event.data, phase: 'processing' },
          verdict: undefined,
        };
      case 'orders.order.payment-action-required':
        return paying(state, 'action_required', {
          phase: 'action_required',
          nextActionUrl: event.data.nextActionUrl,
        });
      case 'orders.order.payment-declined': {
        const { declineCode: code, message } = event.data;
        return paying(state, 'awaiting_payment', { phase: 'declined', decline: { code, message } });
      }
      case 'orders.order.payment-authorised':
        return paying(state, 'checking', { phase: 'authorised', authorised: event.data });
      case 'orders.order.risk-assessed': {
        const { assessmentId, decision, decidedBy } = event.data;
        const status = decision === 'review' ? 'in_review' : 'checking';
        return { ...state, status, verdict: { assessmentId, decision, decidedBy } };
      }
      case 'orders.order.hold-renewed': {
        const { holdId, holdExpiresAt } = event.data;
        const hold = { holdId, expiresAt: holdExpiresAt };
        return { ...state, hold, holdIds: [...state.holdIds, holdId] };
      }
      case 'orders.order.stock-committed':
        return { ...state, committed: true };
      case 'orders.order.confirmed':
        return { ...state, status: 'confirmed' };
      case 'orders.order.cancelled':
        return { ...state, status: 'cancelled' };
      case 'orders.order.expired':
        return { ...state, status: 'expired' };
      case 'orders.order.unwound':
        return { ...state, unwound: true };
    }
  },
};

function paying(state: OrderState, status: OrderStatus, change: Partial<PaymentAttempt>): OrderState {
  if (!state.payment) return { ...state, status };
  const { nextActionUrl: _, ...payment } = state.payment;
  return { ...state, status, payment: { ...payment, ...change } };
}
