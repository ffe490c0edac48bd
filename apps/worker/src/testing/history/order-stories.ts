import type { NewEvent } from '@mercury/platform/event-store';
import { golden } from './golden-events';
import type { Random } from './random';
import { cast, type Story } from './stories';

/** Orders that are paid, declined, assessed, confirmed or given up, each with its payments and its assessment beside it. */
export function orderStories(random: Random, orders: number, run: number): Story[] {
  return random.times(orders, (n) => orderStory(`order-${run}-${n}`, random)).flat();
}

function orderStory(orderId: string, random: Random): Story[] {
  const paying = random.times(random.between(0, 2), (n) => `${orderId}-pay-${n}`);
  const attempts = paying.map((paymentId, n) => attempt(orderId, paymentId, n + 1, n === paying.length - 1, random));
  const end = random.pick(['confirmed', 'cancelled', 'expired', 'open'] as const);
  const order = [placed(orderId, random), ...attempts.flatMap(({ reported }) => reported)];
  const paymentId = paying.at(-1);
  const authorised = attempts.at(-1)?.authorised ?? false;
  return [
    {
      streamId: `orders.order-${orderId}`,
      events: [
        ...order,
        ...(authorised && paymentId ? decided(orderId, paymentId, random) : []),
        ...ended(orderId, end),
      ],
    },
    ...attempts.map(({ payment }) => payment),
    ...(authorised && paymentId ? [assessment(orderId, paymentId, random)] : []),
    ...(end === 'confirmed' ? [purchase(orderId, random)] : []),
  ];
}

function placed(orderId: string, random: Random): NewEvent {
  const data = { orderId, number: `M-${orderId}`, visitorId: random.pick(cast.visitors) };
  // Orders of before the second version are in every old history.
  return random.chance(0.2) ? golden('orders.order.placed', data) : golden('orders.order.placed', data, 2);
}

function attempt(orderId: string, paymentId: string, number: number, last: boolean, random: Random) {
  const data = { orderId, paymentId };
  const both = (report: string) => ({
    payment: golden(`payment.payment.${report}`, data),
    order: golden(`orders.order.payment-${report}`, data),
  });
  const authorised = last && random.chance(0.8);
  const reports = [
    ...(random.chance(0.3) ? [both('action-required')] : []),
    both(authorised ? 'authorised' : 'declined'),
  ];
  const began = golden('payment.payment.started', { ...data, attempt: number, amountMinor: 37_800 + number });
  const started = golden('orders.order.payment-started', { ...data, attempt: number });
  return {
    authorised,
    reported: [started, ...reports.map(({ order }) => order)],
    payment: {
      streamId: `payment.payment-${paymentId}`,
      events: [began, ...reports.map(({ payment }) => payment), ...(authorised ? settled(data, random) : [])],
    },
  };
}

function settled(data: object, random: Random): NewEvent[] {
  if (random.chance(0.3))
    return [golden('payment.payment.void-requested', data), golden('payment.payment.voided', data)];
  const refunds = random.times(random.between(0, 2), (n) =>
    golden('payment.payment.refunded', { ...data, refundId: `re-${n}`, amountMinor: random.between(1, 20_000) }),
  );
  return [golden('payment.payment.captured', data), ...refunds];
}

function decided(orderId: string, paymentId: string, random: Random): NewEvent[] {
  const by = (decision: string) => golden('orders.order.risk-assessed', { orderId, paymentId, decision });
  return random.chance(0.4) ? [by('review'), by('approve')] : [by('approve')];
}

function ended(orderId: string, end: 'confirmed' | 'cancelled' | 'expired' | 'open'): NewEvent[] {
  if (end === 'open') return [];
  const data = { orderId };
  if (end === 'confirmed')
    return [golden('orders.order.stock-committed', data), golden('orders.order.confirmed', data)];
  return [golden(`orders.order.${end}`, data), golden('orders.order.unwound', data)];
}

function assessment(orderId: string, paymentId: string, random: Random): Story {
  const assessmentId = `assessment-${paymentId}`;
  const decision = random.pick(['approve', 'review', 'decline']);
  const probability = random.between(1, 9_999) / 10_000;
  const made = golden('risk.assessment.made', { assessmentId, orderId, paymentId, decision, probability });
  const resolved = golden('risk.review.resolved', {
    assessmentId,
    orderId,
    decision: random.pick(['approve', 'decline']),
  });
  return {
    streamId: `risk.assessment-${assessmentId}`,
    events: decision === 'review' && random.chance(0.7) ? [made, resolved] : [made],
  };
}

/** What a confirmed order says to trending and recommendations. */
function purchase(orderId: string, random: Random): Story {
  const sessionId = `order-${orderId}`;
  const bought = random.times(random.between(1, 3), () => random.pick(cast.products));
  const data = { visitorId: random.pick(cast.visitors), sessionId, orderId, quantity: 1 };
  return {
    streamId: `activity.session-${sessionId}`,
    events: bought.map((productId) => golden('activity.product.purchased', { ...data, productId })),
  };
}
