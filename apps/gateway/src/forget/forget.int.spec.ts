import { randomUUID } from 'node:crypto';
import { commandRecords, guessesKey } from '@mercury/gateway/server';
import { Sessions } from '@mercury/identity/server';
import { openContact } from '@mercury/orders/server';
import { replayProjection } from '@mercury/platform/projections';
import { keys } from '@mercury/platform/redis-streams';
import { SystemClock } from '@mercury/shared/util-ids';
import { aBuyer, forgetWorld, type Buyer, type ForgetWorld } from './testing/forget-world';

describe('gateway:forget', () => {
  let world: ForgetWorld;

  beforeAll(async () => {
    world = await forgetWorld();
    await world.log('gateway.log', '{"msg":"request","path":"/api/orders"}\n');
  });
  afterAll(() => world.close());

  const personal = ({ email, shippingAddress: { name, line1, phone } }: Buyer) => [email, name, line1, phone];
  const recordKey = () => commandRecords(world.shop.keyPrefix).replace('*', randomUUID());

  /** Somebody with an account, who bought as a guest before, and whose traces lie where they lie in a shop that runs. */
  async function aShopper(name: string) {
    const buyer = aBuyer(name);
    const [guest, browser] = [randomUUID(), randomUUID()];
    const accountId = await world.account(buyer.email, buyer.shippingAddress.name);
    const asGuest = await world.order({ visitorId: guest }, buyer);
    const merged = { fromCartId: guest, lines: [] };
    await world.append(`orders.cart-${accountId}`, 0, 'orders.cart.merged', merged);
    const signedIn = await world.order({ visitorId: browser, accountId }, buyer);
    const { redis, keyPrefix, em, master } = world.shop;
    await em
      .fork()
      .execute("INSERT INTO es.snapshots VALUES (?, 1, 'order', 'h', ?::jsonb)", [
        `orders.order-${signedIn.orderId}`,
        JSON.stringify({ contact: buyer }),
      ]);
    const record = recordKey();
    await redis.hset(record, { status: '201', body: JSON.stringify({ orderId: signedIn.orderId, ...buyer }) });
    await redis.set(guessesKey(keyPrefix, master.emailHash(buyer.email)), '1');
    const stream = keys.requests(keyPrefix);
    const headers = JSON.stringify({ deadline: Date.now() - 1 });
    await redis.xadd(stream, '*', 'p', 'orders.place-order', 'd', JSON.stringify(buyer), 'h', headers);
    await redis.xadd(stream, '*', 'p', 'orders.get-order', 'd', JSON.stringify({ orderId: 'other' }), 'h', headers);
    const sessions = new Sessions(redis, { keyPrefix }, new SystemClock());
    const { token } = await sessions.open({ accountId, role: 'shopper' });
    return { buyer, accountId, guest, browser, asGuest, signedIn, record, stream, sessions, token };
  }

  it('finds a person’s traces before, and proves afterwards that there are none', async () => {
    const [ada, eve] = [await aShopper('Ada'), await aShopper('Eve')];
    const { redis, store, people } = world.shop;
    const before = await world.forget(ada.accountId, { dryRun: true });
    expect(before.said).toMatch(/es\.snapshots .*FOUND in 1: e-mail, name, street, phone/);
    expect(before.said).toMatch(/Redis hashes .*FOUND in 1: e-mail, name, street, phone/);
    expect(before.said).toMatch(/Redis streams .*FOUND in 1: e-mail, name, street, phone/);
    expect(before.said).toMatch(/Redis strings .*FOUND in 1: hash of the e-mail/);
    expect(before.said).not.toContain('es.events');
    expect(await people.open(`order ${ada.signedIn.orderId}`, { email: ada.signedIn.email as never })).toEqual({
      email: ada.buyer.email,
    });

    const after = await world.forget(ada.accountId);
    expect(after).toMatchObject({ proven: true });
    expect(after.said).toContain('Keys destroyed: 2');
    expect(after.said).toMatch(/es\.events +\d+ searched {2}nothing/);
    const secrets = [...personal(ada.buyer), world.shop.master.emailHash(ada.buyer.email)];
    for (const value of secrets) expect(before.said + after.said).not.toContain(value);

    expect(await ada.sessions.find(ada.token)).toBeUndefined();
    for (const order of [ada.asGuest, ada.signedIn])
      expect(await openContact(people, order)).toEqual({ email: null, shippingAddress: null });
    expect(await store.readStream(`identity.visitor-${ada.guest}`)).toMatchObject([
      { type: 'identity.subject.forgotten', data: { subjectId: ada.guest } },
    ]);
    expect(await redis.xlen(ada.stream)).toBe(3);

    // Nobody else has lost anything.
    expect(await openContact(people, eve.signedIn)).toEqual(eve.buyer);
    expect(await eve.sessions.find(eve.token)).toBeDefined();
    expect(await redis.exists(eve.record)).toBe(1);
    const again = await world.forget(ada.accountId);
    expect(again).toMatchObject({ proven: false, said: expect.stringContaining('Forgotten already') });
  });

  it('leaves projections that replay to the same rows', async () => {
    const buyer = aBuyer('Replay');
    const visitorId = randomUUID();
    const placed = await world.order({ visitorId }, buyer);
    const { projection, writer } = await world.fold();
    const row = () =>
      world.shop.em.fork().execute('SELECT * FROM orders.order_summary WHERE order_id = ?', [placed.orderId]);
    const live = await row();
    expect(live).toHaveLength(1);
    expect(await world.forget(visitorId)).toMatchObject({ proven: true });
    expect(await replayProjection(world.shop.store, projection, writer)).toMatchObject({ equal: true, swapped: true });
    expect(await row()).toEqual(live);
  });

  it('is finished with the values when it broke off after the keys were destroyed', async () => {
    const ada = await aShopper('Broken');
    const { redis } = world.shop;
    const kept = await redis.hgetall(ada.record);
    await world.forget(ada.accountId);
    // As a run leaves it that was killed before it came to Redis.
    await redis.hset(ada.record, kept);
    expect(await world.forget(ada.accountId)).toMatchObject({ proven: false });
    expect(await redis.exists(ada.record)).toBe(1);
    expect(await world.forget(ada.accountId, { given: personal(ada.buyer) })).toMatchObject({ proven: true });
    expect(await redis.exists(ada.record)).toBe(0);
  });

  it('does not call it proven when a value is left anywhere', async () => {
    const buyer = aBuyer('Left');
    const visitorId = randomUUID();
    await world.order({ visitorId }, buyer);
    await world.log('orders.log', `{"msg":"ready"}\n{"msg":"sent to ${buyer.email}"}\n`);
    const { proven, said } = await world.forget(visitorId);
    expect(proven).toBe(false);
    expect(said).toMatch(/orders\.log .*FOUND in 1: e-mail \(line 2\)/);
    await world.log('orders.log', '{"msg":"ready"}\n');
    expect(await world.forget(visitorId, { given: personal(buyer) })).toMatchObject({ proven: true });
  });

  it('says of orders from before there were keys that their events keep the plain text', async () => {
    const visitorId = randomUUID();
    const { number } = await world.order({ visitorId }, aBuyer('Old'), { plain: true });
    const { proven, said } = await world.forget(visitorId);
    expect(proven).toBe(false);
    expect(said).toContain(`found there: ${number}`);
    expect(said).toMatch(/es\.events .*FOUND in 1: e-mail, name, street, phone/);
  });

  it('refuses while orders are in progress, and names them', async () => {
    const buyer = aBuyer('Open');
    const visitorId = randomUUID();
    const placed = await world.order({ visitorId }, buyer, { status: 'awaiting_payment' });
    await expect(world.forget(visitorId)).rejects.toThrow(`${placed.number} (awaiting_payment)`);
    expect(await openContact(world.shop.people, placed)).toEqual(buyer);
    expect(await world.forget(visitorId, { force: true })).toMatchObject({ proven: true });
  });

  it('refuses staff, strangers, and a search that sees nothing', async () => {
    const admin = await world.account(aBuyer('Root').email, 'Root', 'admin');
    await expect(world.forget(admin)).rejects.toThrow('staff (admin)');
    await expect(world.forget('nobody')).rejects.toThrow('Nobody is known by nobody');
    await expect(world.forget('nobody', { given: ['anything at all'] })).rejects.toThrow('proves nothing');
    await expect(world.forget(admin, { given: [] })).rejects.toThrow('no value');
  });

  it('forgets again a guest who came back', async () => {
    const visitorId = randomUUID();
    await world.order({ visitorId }, aBuyer('First'));
    expect(await world.forget(visitorId)).toMatchObject({ proven: true });
    const back = await world.order({ visitorId }, aBuyer('Second'));
    expect((await openContact(world.shop.people, back)).email).not.toBeNull();
    expect(await world.forget(visitorId)).toMatchObject({ proven: true });
    expect(await openContact(world.shop.people, back)).toEqual({ email: null, shippingAddress: null });
  });
});
