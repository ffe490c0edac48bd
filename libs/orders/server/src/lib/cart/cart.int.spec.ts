import { randomUUID } from 'node:crypto';
import { ordersWorld, type OrdersWorld } from '../testing/orders-world';

describe('carts', () => {
  let world: OrdersWorld;
  beforeAll(async () => (world = await ordersWorld()));
  afterAll(() => world.close());
  afterEach(() => (world.catalogue.away = false));

  const show = (cartId: string) => world.call('orders.get-cart', { cartId });
  const merge = (fromCartId: string, intoCartId: string, commandId: string = randomUUID()) =>
    world.call('orders.merge-carts', { commandId, fromCartId, intoCartId });

  it('keeps each of eleven units that are added at once', async () => {
    const cartId = randomUUID();
    await Promise.all(Array.from({ length: 11 }, () => world.add(cartId, 'v-1')));
    expect(await show(cartId)).toMatchObject({ itemCount: 11, subtotalMinor: 11_000, version: 11 });
  });

  it('adds once for a command that is sent again, also when it would be refused by now', async () => {
    const cartId = randomUUID();
    const commandId = randomUUID();
    await world.add(cartId, 'v-1', 60, commandId);
    expect(await world.add(cartId, 'v-1', 60, commandId)).toMatchObject({ itemCount: 60 });
    await expect(world.add(cartId, 'v-1', 60)).rejects.toMatchObject({
      code: 'orders.line_full',
      data: { quantity: 60, most: 99 },
    });
  });

  it('moves 65 lines once when two tabs log in at the same time', async () => {
    const [guest, account] = [randomUUID(), randomUUID()];
    for (let n = 0; n < 65; n += 1) await world.add(guest, `v-${n}`, 2);
    await world.add(account, 'v-0', 98);
    await world.add(account, 'v-own');
    const views = await Promise.all([merge(guest, account), merge(guest, account)]);
    const merged = await show(account);
    expect(merged.lines).toHaveLength(66);
    expect(merged.itemCount).toBe(99 + 1 + 64 * 2);
    expect(views.map(({ itemCount }) => itemCount)).toEqual([merged.itemCount, merged.itemCount]);
    expect((await show(guest)).lines).toEqual([]);
  });

  it('changes and removes lines, and says which are short', async () => {
    const cartId = randomUUID();
    world.catalogue.free.set('v-short', 2).set('v-gone', 0);
    await world.add(cartId, 'v-short', 3);
    await world.add(cartId, 'v-gone');
    const change = (variantId: string, quantity: number) =>
      world.call('orders.change-line', { commandId: randomUUID(), cartId, variantId, quantity });
    expect((await show(cartId)).lines.map(({ problem }) => problem)).toEqual(['short', 'sold_out']);
    expect((await change('v-short', 2)).lines[0]).toMatchObject({ quantity: 2, lineTotalMinor: 2_000 });
    await world.call('orders.remove-line', { commandId: randomUUID(), cartId, variantId: 'v-gone' });
    const { lines } = await show(cartId);
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toHaveProperty('problem');
    await expect(change('v-gone', 1)).rejects.toMatchObject({ code: 'orders.line_not_in_cart', status: 409 });
    await expect(change('v-short', 1.5)).rejects.toMatchObject({ code: 'orders.quantity', status: 422 });
  });

  it('does not take what the catalogue does not sell', async () => {
    await expect(world.add(randomUUID(), 'unknown')).rejects.toMatchObject({ status: 404 });
  });

  it('changes nothing while the catalogue is away, and says so', async () => {
    const cartId = randomUUID();
    await world.add(cartId, 'v-1');
    world.catalogue.away = true;
    const refusal = { code: 'orders.catalogue_unavailable', status: 503 };
    await expect(show(cartId)).rejects.toMatchObject(refusal);
    await expect(world.add(cartId, 'v-1')).rejects.toMatchObject(refusal);
    world.catalogue.away = false;
    expect(await show(cartId)).toMatchObject({ itemCount: 1 });
  });

  it('is what its events say, whatever its table says', async () => {
    const cartId = randomUUID();
    await world.add(cartId, 'v-1', 2);
    await world.database.em.execute('DELETE FROM orders.carts WHERE cart_id = ?', [cartId]);
    expect(await world.add(cartId, 'v-1')).toMatchObject({ itemCount: 3, version: 2 });
  });
});
