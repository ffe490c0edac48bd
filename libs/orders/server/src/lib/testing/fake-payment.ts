import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import type { PaymentEvent, PaymentRpc, PaymentView } from '@mercury/payment/contracts';
import { ConflictError, NotFoundError, UnavailableError } from '@mercury/platform/errors';
import { EventStore } from '@mercury/platform/event-store';
import { REDIS_STREAMS } from '@mercury/platform/redis-streams';
import { deterministicId } from '@mercury/shared/util-ids';

type Request<P extends keyof PaymentRpc> = PaymentRpc[P]['request'];
type Change = { -readonly [K in keyof PaymentView]?: PaymentView[K] };

/**
 * Payment with a bank in memory. The method says what the bank does: `pm_ok`, `pm_declined`, `pm_3ds`, `pm_short` (sets too
 * little aside). Reports are events of the real store, and reach the orders over the real streams.
 */
@Controller()
export class FakePayment {
  readonly payments = new Map<string, PaymentView>();
  /** What the bank was asked to do, once for each time that it did it. */
  readonly done: string[] = [];
  away = false;
  lapsed = false;

  constructor(private readonly store: EventStore) {}

  count(what: string): number {
    return this.done.filter((entry) => entry === what).length;
  }

  /** The buyer confirms, or does not, on the bank's page. */
  async answerChallenge(paymentId: string, confirms: boolean): Promise<void> {
    const { orderId, amountMinor, currency } = this.get(paymentId);
    if (confirms) await this.authorised(paymentId, orderId, amountMinor, currency);
    else await this.declined(paymentId, orderId, 'authentication_required');
  }

  @MessagePattern('payment.authorise', REDIS_STREAMS)
  async authorise(@Payload() request: Request<'payment.authorise'>): Promise<PaymentView> {
    this.check();
    const { orderId, attempt, amountMinor, currency, paymentMethodId } = request;
    const paymentId = deterministicId('payment', orderId, String(attempt));
    if (this.payments.has(paymentId)) return this.get(paymentId);
    this.payments.set(paymentId, { paymentId, orderId, status: 'processing', amountMinor, currency });
    this.done.push('charge');
    if (paymentMethodId === 'pm_declined') await this.declined(paymentId, orderId, 'card_declined');
    else if (paymentMethodId === 'pm_3ds') await this.challenge(paymentId, orderId);
    else {
      const amount = paymentMethodId === 'pm_short' ? amountMinor - 1 : amountMinor;
      await this.authorised(paymentId, orderId, amount, currency);
    }
    return this.get(paymentId);
  }

  @MessagePattern('payment.capture', REDIS_STREAMS)
  capture(@Payload() { paymentId }: Request<'payment.capture'>): PaymentView {
    this.check();
    const { status } = this.get(paymentId);
    if (status === 'captured') return this.get(paymentId);
    if (this.lapsed || status !== 'authorised') throw new ConflictError('payment.not_capturable');
    this.done.push('capture');
    return this.change(paymentId, { status: 'captured' });
  }

  @MessagePattern('payment.void', REDIS_STREAMS)
  giveUp(@Payload() { paymentId }: Request<'payment.void'>): PaymentView {
    this.check();
    const { status } = this.get(paymentId);
    if (status === 'captured') throw new ConflictError('payment.already_captured');
    if (status === 'voided' || status === 'declined') return this.get(paymentId);
    this.done.push('void');
    return this.change(paymentId, { status: 'voided' });
  }

  private get(paymentId: string): PaymentView {
    const view = this.payments.get(paymentId);
    if (!view) throw new NotFoundError('payment.not_found');
    return view;
  }

  private change(paymentId: string, change: Change): PaymentView {
    const view = { ...this.get(paymentId), ...change };
    this.payments.set(paymentId, view);
    return view;
  }

  private async challenge(paymentId: string, orderId: string): Promise<void> {
    const nextActionUrl = 'https://bank.example/confirm';
    this.change(paymentId, { status: 'action_required', nextActionUrl });
    const data = { paymentId, orderId, intentId: 'pi_1', nextActionUrl };
    await this.report({ type: 'payment.payment.action-required', data });
  }

  private async authorised(paymentId: string, orderId: string, amountMinor: number, currency: string): Promise<void> {
    this.change(paymentId, { status: 'authorised', amountMinor });
    const card = { cardFingerprint: 'fp_1', cardCountry: 'DE' };
    const data = { paymentId, orderId, intentId: 'pi_1', amountMinor, currency, ...card };
    await this.report({ type: 'payment.payment.authorised', data });
  }

  private async declined(paymentId: string, orderId: string, declineCode: string): Promise<void> {
    const message = 'The card was declined.';
    this.change(paymentId, { status: 'declined', declineCode, declineMessage: message });
    const data = { paymentId, orderId, declineCode, message };
    await this.report({ type: 'payment.payment.declined', data });
  }

  private async report(event: PaymentEvent): Promise<void> {
    const { paymentId } = event.data;
    await this.store.append(
      { streamId: `payment.payment-${paymentId}`, expectedVersion: 'any', events: [event] },
      { commandId: `${paymentId}:${event.type}` },
    );
  }

  private check(): void {
    if (this.away) throw new UnavailableError('payment.away');
  }
}
