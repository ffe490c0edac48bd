import type { PaymentView } from '@mercury/payment/contracts';
import type { PaymentState } from '@mercury/payment/domain';
import { NotFoundError } from '@mercury/platform/errors';

/** A payment as callers see it; 404 `payment.not_found` when there is none. */
export function toView({ started, status, nextActionUrl, decline, voidReason }: PaymentState): PaymentView {
  if (!started) throw new NotFoundError('payment.not_found', { message: 'There is no such payment' });
  const { paymentId, orderId, amountMinor, currency } = started;
  const pending = status === 'processing' || status === 'action_required' || status === 'authorised';
  return {
    paymentId,
    orderId,
    status,
    amountMinor,
    currency,
    ...(nextActionUrl && { nextActionUrl }),
    ...(decline && { declineCode: decline.code, declineMessage: decline.message }),
    ...(pending && voidReason !== undefined && { voidRequested: true }),
  };
}
