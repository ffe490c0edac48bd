import type { OrderEvent } from '@mercury/orders/contracts';
import { nextStep } from '../order/next-step';
import { isEnded, orderAggregate, type OrderState } from '../order/order';
import { cancelOrder, expireOrder, placeOrder, startPayment, unwindOrder } from '../order/order.decider';
import { isUnwanted, recordActionRequired, recordAuthorisation, recordDecline } from '../order/payment.decider';
import * as settle from '../order/settlement.decider';
import { placed } from './an-order';

type Payment = 'processing' | 'action_required' | 'authorised' | 'declined' | 'captured' | 'voided';
export type Bank = 'authorises' | 'declines' | 'asks' | 'errs';
export type Report = { paymentId: string; status: Payment; amountMinor: number };

const start = Date.parse('2026-11-24T12:00:00.000Z');

/**
 * The checkout and its peers in miniature: a catalogue with holds, a bank, a risk model. Effects happen before their
 * events are appended, and `crash` loses the append, as a killed process does.
 */
export class CheckoutWorld {
  minutes = 0;
  free = 0;
  readonly holds = new Map<string, { until: number; status: 'held' | 'released' | 'sold' | 'returned' }>();
  readonly payments = new Map<string, Payment>();
  readonly reports: Report[] = [];
  readonly log: OrderEvent[] = [];
  captures = 0;
  state: OrderState = orderAggregate.initialState();

  constructor(private readonly verdict: 'approve' | 'review' | 'decline') {
    this.holds.set(placed.holdId, { until: 15, status: 'held' });
    this.append(placeOrder(this.state, placed));
  }

  get now(): Date {
    return new Date(start + this.minutes * 60_000);
  }

  append(events: OrderEvent[], crash = false): void {
    if (crash) return;
    this.log.push(...events);
    this.state = events.reduce(orderAggregate.evolve, this.state);
  }

  pay(): void {
    const paymentIdOf = (attempt: number) => `pay${attempt}`;
    this.append(startPayment(this.state, { paymentMethodId: 'pm', returnUrl: '', now: this.now, paymentIdOf }));
  }

  cancel(): void {
    this.append(cancelOrder(this.state, 'by_customer'));
  }

  expire(): void {
    this.append(expireOrder(this.state, this.now));
  }

  /** The catalogue releases what has run out; somebody else may take it. */
  pass(minutes: number, taken: boolean): void {
    this.minutes += minutes;
    for (const hold of this.holds.values())
      if (hold.status === 'held' && hold.until <= this.minutes) {
        hold.status = 'released';
        if (!taken) this.free += 1;
      }
  }

  bank(does: Bank): void {
    for (const [paymentId, status] of this.payments) {
      if (status !== 'processing' && status !== 'action_required') continue;
      const next = does === 'declines' ? 'declined' : does === 'asks' ? 'action_required' : 'authorised';
      this.payments.set(paymentId, next);
      this.reports.push({ paymentId, status: next, amountMinor: does === 'errs' ? 1 : 6_000 });
    }
  }

  /** Authorisations do not live for ever. */
  lapse(): void {
    for (const [id, status] of this.payments) if (status === 'authorised') this.payments.set(id, 'voided');
  }

  /** Delivers a report, in whatever order and as often as the streams like. */
  report({ paymentId, status, amountMinor }: Report): void {
    if (status === 'action_required') this.append(recordActionRequired(this.state, paymentId, 'https://bank'));
    if (status === 'declined') this.append(recordDecline(this.state, { paymentId, declineCode: 'no' }));
    if (status !== 'authorised') return;
    if (isUnwanted(this.state, paymentId)) this.void(paymentId);
    else this.append(recordAuthorisation(this.state, { paymentId, amountMinor, currency: 'EUR' }));
  }

  review(decision: 'approve' | 'decline'): void {
    this.append(settle.resolveReview(this.state, { assessmentId: 'a1', decision }));
  }

  /** One step of the process. False when there is none. */
  step(crash = false): boolean {
    const step = nextStep(this.state);
    const payment = this.state.payment?.paymentId ?? '';
    if (step === 'authorise' && !this.payments.has(payment)) this.payments.set(payment, 'processing');
    if (step === 'assess') this.assess(crash);
    if (step === 'secure-stock') this.secureStock(crash);
    if (step === 'capture') this.capture(payment, crash);
    if (step === 'unwind') this.unwind(crash);
    return step !== null && step !== 'authorise';
  }

  private assess(crash: boolean): void {
    const mismatch = settle.checkAmount(this.state);
    const verdict = { assessmentId: 'a1', decision: this.verdict, decidedBy: 'model' } as const;
    this.append(mismatch.length > 0 ? mismatch : settle.recordVerdict(this.state, verdict), crash);
  }

  private secureStock(crash: boolean): void {
    const hold = this.holds.get(this.state.hold?.holdId ?? '');
    if (hold?.status === 'held' || hold?.status === 'sold') {
      hold.status = 'sold';
      return this.append(settle.commitStock(this.state), crash);
    }
    const holdId = `h${this.state.holdIds.length + 1}`;
    const known = this.holds.get(holdId);
    if (known?.status === 'released' || (!known && this.free === 0))
      return this.append(settle.missStock(this.state), crash);
    if (!known) this.free -= 1;
    const until = known?.until ?? this.minutes + 15;
    this.holds.set(holdId, { until, status: 'held' });
    const expiresAt = new Date(start + until * 60_000).toISOString();
    this.append(settle.renewHold(this.state, { holdId, expiresAt }), crash);
  }

  private capture(payment: string, crash: boolean): void {
    if (this.payments.get(payment) === 'voided') return this.append(settle.losePayment(this.state), crash);
    if (this.payments.get(payment) === 'authorised') this.captures += 1;
    this.payments.set(payment, 'captured');
    this.append(settle.confirmOrder(this.state, payment), crash);
  }

  private unwind(crash: boolean): void {
    if (!isEnded(this.state)) return;
    if (this.state.payment) this.void(this.state.payment.paymentId);
    for (const id of this.state.holdIds) {
      const hold = this.holds.get(id);
      if (hold?.status === 'held') hold.status = 'released';
      if (hold?.status === 'sold') hold.status = 'returned';
    }
    this.append(unwindOrder(this.state), crash);
  }

  private void(paymentId: string): void {
    const status = this.payments.get(paymentId);
    if (status && status !== 'declined' && status !== 'captured') this.payments.set(paymentId, 'voided');
  }
}
