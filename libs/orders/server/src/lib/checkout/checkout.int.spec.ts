import { ordersWorld, type OrdersWorld } from '../testing/orders-world';

// Once with one process, once with a second one that handles every message as well: the end is the same.
describe.each([
  ['each message once', false],
  ['each message twice', true],
])('a checkout that gets %s', (_, twin) => {
  let world: OrdersWorld;
  beforeAll(async () => (world = await ordersWorld({ twin })));
  afterAll(() => world.close());
  beforeEach(() => {
    Object.assign(world.risk, { decision: 'approve', away: false });
    Object.assign(world.payment, { away: false, lapsed: false });
    world.payment.done.length = 0;
  });

  async function paid(paymentMethodId = 'pm_ok', quantity = 1) {
    const variantId = `v-${Math.random()}`;
    const { order, cartId } = await world.order(variantId, quantity);
    await world.pay(order.orderId, cartId, paymentMethodId);
    return { orderId: order.orderId, cartId, variantId };
  }

  /** Everything that was taken for the order has come back. */
  function expectNothingTaken(variantId: string) {
    expect(world.catalogue.available(variantId)).toBe(100);
    expect(world.payment.count('capture')).toBe(0);
  }

  it('confirms an order that is paid', async () => {
    const { orderId, variantId } = await paid();
    const order = await world.until(orderId, 'confirmed');
    expect(order.timeline.map(({ title }) => title)).toEqual([
      'Order placed',
      'Payment started',
      'Payment authorised',
      'Check passed',
      'Goods set aside',
      'Order confirmed',
    ]);
    expect(world.catalogue.units(variantId, 'sold')).toBe(1);
    expect(world.payment.done).toEqual(['charge', 'capture']);
    expect(world.risk.asked.at(-1)).toMatchObject({ orderId, cardFingerprint: 'fp_1', shippingCountry: 'DE' });
    expect(JSON.stringify(world.risk.asked)).not.toContain('buyer@example.com');
  });

  it('takes another card after a decline', async () => {
    const { orderId, cartId } = await paid('pm_declined');
    const declined = await world.until(orderId, 'awaiting_payment');
    expect(declined.lastDecline).toBe('The card was declined.');
    await world.pay(orderId, cartId);
    await world.until(orderId, 'confirmed');
    expect(world.payment.count('capture')).toBe(1);
  });

  it('waits for the bank, and goes on when its buyer has confirmed', async () => {
    const { orderId } = await paid('pm_3ds');
    const waiting = await world.until(orderId, 'action_required');
    expect(waiting.nextActionUrl).toBe('https://bank.example/confirm');
    const [paymentId] = [...world.payment.payments.values()].filter((one) => one.orderId === orderId);
    await world.payment.answerChallenge(paymentId?.paymentId ?? '', true);
    await world.until(orderId, 'confirmed');
  });

  it('ends when less than the total was authorised', async () => {
    const { orderId, variantId } = await paid('pm_short');
    await world.until(orderId, 'cancelled');
    expectNothingTaken(variantId);
    expect(world.payment.count('void')).toBe(1);
  });

  it('ends when the risk model declines', async () => {
    world.risk.decision = 'decline';
    const { orderId, variantId } = await paid();
    const order = await world.until(orderId, 'cancelled');
    expect(order.timeline.at(-2)?.detail).toContain('Nothing was charged');
    expectNothingTaken(variantId);
  });

  it.each([
    ['approve', 'confirmed'],
    ['decline', 'cancelled'],
  ] as const)('follows a reviewer who says %s', async (decision, status) => {
    world.risk.decision = 'review';
    const { orderId, variantId } = await paid();
    await world.until(orderId, 'in_review');
    await world.risk.review(orderId, decision);
    await world.until(orderId, status);
    if (status === 'cancelled') expectNothingTaken(variantId);
  });

  it('ends when its money is gone at the capture, and puts the sold goods back', async () => {
    world.payment.lapsed = true;
    const { orderId, variantId } = await paid();
    const order = await world.until(orderId, 'cancelled');
    expect(order.timeline.at(-2)?.detail).toContain('withdrew');
    expectNothingTaken(variantId);
    expect(world.catalogue.returned.has(orderId)).toBe(true);
  });

  it('can be cancelled by its buyer while the bank waits', async () => {
    const { orderId, cartId, variantId } = await paid('pm_3ds');
    await world.until(orderId, 'action_required');
    const owner = { visitorId: cartId };
    await world.call('orders.cancel-order', { commandId: `cancel-${orderId}`, orderId, owner, reason: 'too slow' });
    await world.until(orderId, 'cancelled');
    expectNothingTaken(variantId);
    expect(world.payment.count('void')).toBe(1);
  });
});
