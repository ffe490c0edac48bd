import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { OrderEvent } from '@mercury/orders/contracts';
import {
  nextStep,
  recordActionRequired,
  recordAuthorisation,
  recordDecline,
  type OrderState,
} from '@mercury/orders/domain';
import type { PaymentView } from '@mercury/payment/contracts';
import { DomainError } from '@mercury/platform/errors';
import { OrderStreams } from '../orders/order-streams';
import { Payments } from '../peers/payments';
import { AuthorisePayment } from './authorise-payment.command';

/**
 * Dispatched when an attempt to pay has started, and again by the sweeper when nothing was heard of it. A refusal of the
 * request itself is a decline: nothing was begun. An authorisation is taken from its event, which knows the card; only a
 * resumed step takes it from the answer, since that event may be lost.
 */
@CommandHandler(AuthorisePayment)
export class AuthorisePaymentHandler implements ICommandHandler<AuthorisePayment> {
  constructor(
    private readonly orders: OrderStreams,
    private readonly payments: Payments,
  ) {}

  async execute({ orderId, cause, resumed }: AuthorisePayment): Promise<void> {
    await this.orders.decide(orderId, cause, async ({ state }) => {
      const { placed, payment } = state;
      if (nextStep(state) !== 'authorise' || !placed || !payment) return [];
      const { paymentId, attempt, paymentMethodId, returnUrl } = payment;
      const { totalMinor: amountMinor, currency } = placed.totals;
      try {
        const request = { orderId, attempt, amountMinor, currency, paymentMethodId, returnUrl };
        return outcome(state, await this.payments.authorise(request), resumed);
      } catch (error) {
        if (!(error instanceof DomainError) || error.retryable || error.status >= 500) throw error;
        return recordDecline(state, { paymentId, declineCode: error.code });
      }
    });
  }
}

function outcome(state: OrderState, view: PaymentView, resumed: boolean): OrderEvent[] {
  const { paymentId, status, amountMinor, currency, nextActionUrl, declineCode, declineMessage } = view;
  if (status === 'action_required' && nextActionUrl) return recordActionRequired(state, paymentId, nextActionUrl);
  if (status === 'declined' || status === 'voided')
    return recordDecline(state, { paymentId, declineCode: declineCode ?? status, message: declineMessage });
  if (status === 'authorised' && resumed) return recordAuthorisation(state, { paymentId, amountMinor, currency });
  return [];
}
