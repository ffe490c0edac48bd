import type { OrderEvent } from '@mercury/orders/contracts';
import { ordersWorld, type OrdersWorld } from '../testing/orders-world';

describe('a checkout that is interrupted', () => {
  let world: OrdersWorld;
  beforeAll(async () => (world = await ordersWorld()));
  afterAll(() => world.close());
  beforeEach(() => {
    Object.assign(world.catalogue, { away: false });
    Object.assign(world.risk, { decision: 'approve', away: false });
    Object.assign(world.payment, { away: false, lapsed: false });
    world.payment.done.length = 0;
    world.store.died.length = 0;
  });

  const fresh = () => `v-${Math.random()}`;

  async function paid(variantId = fresh(), paymentMethodId = 'pm_ok', quantity = 1) {
    const { order, cartId } = await world.order(variantId, quantity);
    await world.pay(order.orderId, cartId, paymentMethodId);
    return { orderId: order.orderId, cartId, variantId };
  }

  /** Sweeps as the clock goes on, as the service does every five seconds. */
  async function sweepUntil(orderId: string, status: Parameters<OrdersWorld['until']>[1]) {
    for (let turn = 0; turn < 20 && (await world.show(orderId)).status !== status; turn += 1) {
      world.clock.pass(1);
      await world.sweep();
    }
    return world.until(orderId, status);
  }

  const sale: OrderEvent['type'][] = [
    'orders.order.placed',
    'orders.order.payment-started',
    'orders.order.payment-authorised',
    'orders.order.risk-assessed',
    'orders.order.stock-committed',
    'orders.order.confirmed',
  ];

  it.each(sale.slice(2).flatMap((type) => [[type, 'before'] as const, [type, 'after'] as const]))(
    'by the death of its process at %s, %s the append, is completed once',
    async (type, when) => {
      world.store.dieAt(type, when);
      const { orderId, variantId } = await paid();
      await world.until(orderId, 'confirmed');
      expect(world.store.died).toEqual([type]);
      expect(await world.eventsOf(orderId)).toEqual(sale);
      expect(world.payment.done).toEqual(['charge', 'capture']);
      expect(world.catalogue.units(variantId, 'sold')).toBe(1);
    },
  );

  it.each([
    ['orders.order.cancelled', 'before'],
    ['orders.order.cancelled', 'after'],
    ['orders.order.unwound', 'before'],
    ['orders.order.unwound', 'after'],
  ] as const)('by the death of its process at %s, %s the append, gives everything back once', async (type, when) => {
    world.payment.lapsed = true;
    world.store.dieAt(type, when);
    const { orderId, variantId } = await paid();
    await world.until(orderId, 'cancelled');
    expect(world.store.died).toEqual([type]);
    expect(world.catalogue.available(variantId)).toBe(100);
    expect(world.payment.done).toEqual(['charge', 'void']);
  });

  it('by payment being away longer than messages are retried, is taken up by the sweeper', async () => {
    world.payment.away = true;
    const { orderId } = await paid();
    await new Promise((resolve) => setTimeout(resolve, 300));
    world.payment.away = false;
    const order = await sweepUntil(orderId, 'confirmed');
    expect(order.timeline.at(-1)?.title).toBe('Order confirmed');
    expect(world.payment.done).toEqual(['charge', 'capture']);
  });

  it('is not expired while it is paid for, and renews its hold when the goods are still free', async () => {
    world.payment.away = true;
    const { orderId, variantId } = await paid();
    world.clock.pass(16);
    await world.sweep();
    expect((await world.show(orderId)).status).toBe('payment_processing');
    for (const [holdId, { lines }] of world.catalogue.holds)
      if (lines[0]?.variantId === variantId) world.catalogue.runOut(holdId);
    world.payment.away = false;
    await sweepUntil(orderId, 'confirmed');
    expect(await world.eventsOf(orderId)).toContain('orders.order.hold-renewed');
    expect(world.catalogue.units(variantId, 'sold')).toBe(1);
  });

  it('ends as sold out when the hold ran out and the goods went to somebody else', async () => {
    world.risk.decision = 'review';
    const variantId = fresh();
    world.catalogue.free.set(variantId, 1);
    const { orderId } = await paid(variantId);
    await world.until(orderId, 'in_review');
    for (const [holdId, { lines }] of world.catalogue.holds)
      if (lines[0]?.variantId === variantId) world.catalogue.runOut(holdId);
    world.catalogue.free.set(variantId, 0);
    await world.risk.review(orderId, 'approve');
    const order = await world.until(orderId, 'cancelled');
    expect(order.timeline.at(-2)?.detail).toContain('sold out');
    expect(world.payment.done).toEqual(['charge', 'void']);
  });

  it('passes by the rule when risk is away and the amount is small', async () => {
    world.risk.away = true;
    const { orderId } = await paid();
    await world.until(orderId, 'confirmed');
  });

  it('waits for the model when risk is away and the amount is large', async () => {
    world.risk.away = true;
    const { orderId } = await paid(fresh(), 'pm_ok', 30);
    await world.until(orderId, 'in_review');
    world.risk.away = false;
    await sweepUntil(orderId, 'confirmed');
  });

  it('expires when it is not paid in time, and gives the goods back', async () => {
    const variantId = fresh();
    const { order, cartId } = await world.order(variantId, 3);
    expect(world.catalogue.available(variantId)).toBe(97);
    world.clock.pass(15);
    await expect(world.pay(order.orderId, cartId)).rejects.toMatchObject({ code: 'orders.hold_expired' });
    await world.sweep();
    await world.until(order.orderId, 'expired');
    expect(world.catalogue.available(variantId)).toBe(100);
  });

  it('lets go of an authorisation that comes after the order has expired', async () => {
    const { orderId } = await paid(fresh(), 'pm_3ds');
    await world.until(orderId, 'action_required');
    world.payment.away = true;
    world.clock.pass(16);
    await world.sweep();
    const payment = [...world.payment.payments.values()].find((one) => one.orderId === orderId);
    await world.payment.answerChallenge(payment?.paymentId ?? '', true);
    world.payment.away = false;
    await sweepUntil(orderId, 'expired');
    expect(world.payment.payments.get(payment?.paymentId ?? '')?.status).toBe('voided');
  });
});
