import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import type { PlacedOrder } from '@mercury/orders/contracts';
import { destroyKeys, MasterKey, PersonalData } from '@mercury/platform/personal-data';
import { SystemClock } from '@mercury/shared/util-ids';
import { ordersWorld, ownerOf, type OrdersWorld } from '../testing/orders-world';
import { openContact } from './contacts';

const email = 'nadezhda@confidential.example';
const shippingAddress = {
  name: 'Nadezhda Kruk',
  line1: 'Hidden Lane 7',
  city: 'Tallinn',
  postalCode: '10111',
  country: 'EE',
  phone: '+3725550100',
};
const personal = /nadezhda|kruk|hidden lane|tallinn|5550100|confidential/i;

describe('personal data of orders', () => {
  let world: OrdersWorld;

  beforeAll(async () => {
    world = await ordersWorld();
  });
  afterAll(() => world.close());

  async function order(owner?: { visitorId: string; accountId?: string }) {
    const cartId = randomUUID();
    await world.add(cartId, 'v-1');
    return { cartId, placed: await world.place(cartId, { email, shippingAddress, ...(owner && { owner }) }) };
  }

  it('is sealed in events, rows and streams, and shown to its buyer', async () => {
    const { cartId, placed } = await order();
    await world.pay(placed.orderId, cartId);
    const view = await world.until(placed.orderId, 'confirmed');
    expect(view).toMatchObject({ email, shippingAddress });
    const em = world.database.em;
    for (const table of ['es.events', 'orders.order_list', 'orders.carts', 'personal_data.subject_keys']) {
      const rows = JSON.stringify(await em.execute(`SELECT * FROM ${table}`));
      expect(rows.length).toBeGreaterThan(2);
      expect(rows).not.toMatch(personal);
    }
    const redis = new Redis(world.redisUrl);
    const streams = await redis.keys('mrc:{commerce:*}:s');
    const entries = JSON.stringify(await Promise.all(streams.map((stream) => redis.xrange(stream, '-', '+'))));
    redis.disconnect();
    expect(entries).toContain(placed.orderId);
    expect(entries).not.toMatch(personal);
  });

  it('tells risk a pseudonym that is the same for two orders of one address', async () => {
    const [first, second] = [await order(), await order()];
    const keys = [first, second].map(async ({ placed }) => {
      const [event] = await world.store.readStream(`orders.order-${placed.orderId}`);
      return (event?.data as { customerKey: string }).customerKey;
    });
    const [one, other] = await Promise.all(keys);
    expect(one).toMatch(/^email:[0-9a-f]{64}$/);
    expect(other).toBe(one);
  });

  it('is the account’s when somebody has signed in, else the visitor’s', async () => {
    const accountId = randomUUID();
    const subjectOf = async (orderId: string) => {
      const [event] = await world.store.readStream(`orders.order-${orderId}`);
      return (event?.data as { email: { s: string } }).email.s;
    };
    const guest = await order();
    expect(await subjectOf(guest.placed.orderId)).toBe(guest.cartId);
    const signedIn = await order({ visitorId: randomUUID(), accountId });
    expect(await subjectOf(signedIn.placed.orderId)).toBe(accountId);
  });

  it('shows as forgotten once the key is gone, and the order goes on', async () => {
    const { cartId, placed } = await order();
    await world.pay(placed.orderId, cartId);
    await world.until(placed.orderId, 'confirmed');
    await destroyKeys(world.database.em, cartId);
    const people = new PersonalData(world.database.em, new MasterKey('ab'.repeat(32)), new SystemClock());
    const [event] = await world.store.readStream(`orders.order-${placed.orderId}`);
    expect(await openContact(people, event?.data as never)).toEqual({ email: null, shippingAddress: null });
    world.clock.pass(1);
    const view = await world.call('orders.get-order', { orderId: placed.orderId, owner: ownerOf(cartId) });
    expect(view).toMatchObject({ status: 'confirmed', email: null, shippingAddress: null, number: placed.number });
  });

  it('of an order of version 1, from before there were keys, is shown as it was written', async () => {
    const { placed } = await order();
    const [newest] = await world.store.readStream(`orders.order-${placed.orderId}`);
    const { shippingCountry: _, customerKey: __, ...written } = newest?.data as PlacedOrder;
    const orderId = randomUUID();
    const data = { ...written, orderId, email, shippingAddress };
    await world.store.append(
      {
        streamId: `orders.order-${orderId}`,
        expectedVersion: 0,
        events: [{ type: 'orders.order.placed', schemaVersion: 1, data }],
      },
      { commandId: orderId },
    );
    expect(await world.show(orderId)).toMatchObject({ email, shippingAddress });
    const [raised] = await world.store.readStream(`orders.order-${orderId}`);
    expect(raised?.data).toMatchObject({
      shippingCountry: 'EE',
      customerKey: expect.stringMatching(/^email:[0-9a-f]{32}$/),
    });
  });
});
