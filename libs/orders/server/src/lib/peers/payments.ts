import { Injectable } from '@nestjs/common';
import { PAYMENT_TIMEOUT_MS, type PaymentRpc, type PaymentView } from '@mercury/payment/contracts';
import { DomainError, UnavailableError } from '@mercury/platform/errors';
import { RedisStreamsClient } from '@mercury/platform/redis-streams';
import { deterministicId } from '@mercury/shared/util-ids';

const gone = new Set<PaymentView['status']>(['voided', 'declined', 'refunded']);

/** The id of one attempt, derived as payment derives it. */
export const paymentIdOf = (orderId: string, attempt: number): string =>
  deterministicId('payment', orderId, String(attempt));

/**
 * Payment as orders needs it. Command ids derive from the payment, so a step that is repeated after a crash repeats the
 * same command, and nothing is charged or given up twice.
 */
@Injectable()
export class Payments {
  constructor(private readonly client: RedisStreamsClient) {}

  authorise(request: Omit<PaymentRpc['payment.authorise']['request'], 'commandId'>): Promise<PaymentView> {
    const commandId = deterministicId('authorise', paymentIdOf(request.orderId, request.attempt));
    return this.call('payment.authorise', { commandId, ...request });
  }

  capture(paymentId: string): Promise<PaymentView> {
    return this.call('payment.capture', { commandId: deterministicId('capture', paymentId), paymentId });
  }

  /**
   * Gives a payment up for good. One that was captured all the same is refunded; one that payment does not know was never
   * begun. Throws UnavailableError while its fate is open: ask again.
   */
  async giveUp(paymentId: string, reason: string): Promise<void> {
    try {
      const commandId = deterministicId('void', paymentId);
      const view = await this.call('payment.void', { commandId, paymentId, reason });
      if (!gone.has(view.status) && !view.voidRequested)
        throw new UnavailableError('orders.void_pending', { message: `payment is ${view.status}` });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (error.status === 404) return;
      if (error.code !== 'payment.already_captured') throw error;
      await this.call('payment.refund', { commandId: deterministicId('refund', paymentId), paymentId, reason });
    }
  }

  private call<P extends keyof PaymentRpc & string>(pattern: P, request: PaymentRpc[P]['request']) {
    return this.client.call<PaymentRpc[P]['response']>(pattern, request, { timeoutMs: PAYMENT_TIMEOUT_MS });
  }
}
