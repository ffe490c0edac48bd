import { randomUUID } from 'node:crypto';
import { ordersWorld, ownerOf, type OrdersWorld } from '../testing/orders-world';

describe('orders', () => {
  let world: OrdersWorld;
  beforeAll(async () => (world = await ordersWorld()));
  afterAll(() => world.close());
  beforeEach(() => (world.payment.done.length = 0));

  const filled = async (variantId = `v-${randomUUID()}`, quantity = 1) => {
    const cartId = randomUUID();
    await world.add(cartId, variantId, quantity);
    return { cartId, variantId };
  };

  it('come from a cart, which is empty then', async () => {
    const { cartId, variantId } = await filled(undefined, 2);
    const order = await world.place(cartId, { expectedTotalMinor: 2_490 });
    expect(order).toMatchObject({
      status: 'awaiting_payment',
      version: 1,
      totals: { itemsMinor: 2_000, shippingMinor: 490, taxMinor: 398, totalMinor: 2_490, currency: 'EUR' },
      shippingMethod: { id: 'standard', priceMinor: 490 },
      timeline: [{ title: 'Order placed' }],
    });
    expect(order.number).toMatch(/^M-[0-9A-HJKMNP-TV-Z]{6}$/);
    expect((Date.parse(order.holdExpiresAt) - Date.parse(order.placedAt)) / 60_000).toBeCloseTo(15, 1);
    expect(world.catalogue.units(variantId, 'held')).toBe(2);
    expect(await world.call('orders.get-cart', { cartId })).toMatchObject({ lines: [], version: 2 });
  });

  it('are placed once for one command, sent one after another or at once', async () => {
    const { cartId, variantId } = await filled();
    const commandId = randomUUID();
    const [first, second] = await Promise.all([world.place(cartId, { commandId }), world.place(cartId, { commandId })]);
    expect(second).toEqual(first);
    expect(await world.place(cartId, { commandId })).toEqual(first);
    expect(world.catalogue.units(variantId, 'held')).toBe(1);
  });

  it('take one cart once, also for two commands at once', async () => {
    const { cartId, variantId } = await filled();
    const results = await Promise.allSettled([world.place(cartId), world.place(cartId)]);
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
    expect(refused).toMatchObject([{ code: 'orders.cart_empty' }]);
    expect(world.catalogue.units(variantId, 'held')).toBe(1);
  });

  it('are placed by five of twenty buyers when there are five units', async () => {
    const variantId = `v-${randomUUID()}`;
    world.catalogue.free.set(variantId, 5);
    const carts = await Promise.all(Array.from({ length: 20 }, () => filled(variantId)));
    const results = await Promise.allSettled(carts.map(({ cartId }) => world.place(cartId)));
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
    expect(refused).toHaveLength(15);
    for (const reason of refused)
      expect(reason).toMatchObject({ code: 'catalog.sold_out', data: { lines: [{ variantId, available: 0 }] } });
    expect(world.payment.done).toEqual([]);
  });

  it.each([
    ['with an empty cart', () => world.place(randomUUID()), 'orders.cart_empty', 409],
    [
      'for another total than was shown',
      async () => world.place((await filled()).cartId, { expectedTotalMinor: 1 }),
      'orders.total_changed',
      409,
    ],
    [
      'with an unknown way to ship',
      async () => world.place((await filled()).cartId, { shippingMethod: 'pigeon' }),
      'orders.shipping_unknown',
      422,
    ],
  ])('are refused %s', async (_, place, code, status) => {
    await expect(place()).rejects.toMatchObject({ code, status });
  });

  it('are paid by one attempt when the button is pressed five times', async () => {
    const { order, cartId } = await world.order();
    const answers = await Promise.all(Array.from({ length: 5 }, () => world.pay(order.orderId, cartId)));
    expect(new Set(answers.map(({ orderId }) => orderId)).size).toBe(1);
    await world.until(order.orderId, 'confirmed');
    expect(world.payment.done).toEqual(['charge', 'capture']);
    expect((await world.pay(order.orderId, cartId)).status).toBe('confirmed');
  });

  it('are not paid again by a command that is sent again after a decline', async () => {
    const { order, cartId } = await world.order();
    const commandId = randomUUID();
    await world.pay(order.orderId, cartId, 'pm_declined', commandId);
    await world.until(order.orderId, 'awaiting_payment');
    expect((await world.pay(order.orderId, cartId, 'pm_declined', commandId)).status).toBe('awaiting_payment');
    expect(world.payment.done).toEqual(['charge']);
  });

  it('are shown to their buyer and to staff, and to nobody else', async () => {
    const { order, cartId } = await world.order();
    const show = (owner: Parameters<typeof world.call<'orders.get-order'>>[1]['owner']) =>
      world.call('orders.get-order', { orderId: order.orderId, owner });
    expect(await show(ownerOf(cartId))).toMatchObject({ orderId: order.orderId });
    expect(await show({ visitorId: cartId, accountId: 'a' })).toMatchObject({ orderId: order.orderId });
    expect(await show({ visitorId: 'other', staff: true })).toMatchObject({ orderId: order.orderId });
    await expect(show({ visitorId: 'other' })).rejects.toMatchObject({ code: 'orders.order_not_found', status: 404 });
    const stranger = { commandId: randomUUID(), orderId: order.orderId, owner: { visitorId: 'other' }, reason: '' };
    await expect(world.call('orders.cancel-order', stranger)).rejects.toMatchObject({ status: 404 });
  });

  it('are listed newest first, page by page, for their owner', async () => {
    const owner = { visitorId: randomUUID(), accountId: randomUUID() };
    const numbers: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      const { cartId } = await filled();
      // The first as a guest, who has signed in since.
      numbers.unshift((await world.place(cartId, { owner: n === 0 ? { visitorId: owner.visitorId } : owner })).number);
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await world.call('orders.list-orders', { owner, limit: 2, ...(cursor && { cursor }) });
      seen.push(...page.items.map(({ number }) => number));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(numbers);
    const asGuest = await world.call('orders.list-orders', { owner: { visitorId: owner.visitorId } });
    expect(asGuest.items.map(({ number }) => number)).toEqual(numbers.slice(-1));
    const none = await world.call('orders.list-orders', { owner, status: 'confirmed' });
    expect(none).toEqual({ items: [], nextCursor: null });
    await expect(world.call('orders.list-orders', { owner, cursor: 'nonsense' })).rejects.toMatchObject({
      status: 422,
    });
  });

  it('can be sent in three ways', async () => {
    const methods = await world.call('orders.list-shipping-methods', {});
    expect(methods.map(({ id }) => id)).toEqual(['standard', 'express', 'pickup']);
  });
});
