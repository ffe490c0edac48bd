import { ConflictError, UnavailableError } from '@mercury/platform/errors';
import type { Browser } from '../testing/browser';
import { GatewayWorld } from '../testing/gateway-world';

const line = { variantId: 'v', quantity: 1 };
const PATH = '/api/cart/lines';

describe('commands over HTTP', () => {
  let world: GatewayWorld;
  let browser: Browser;
  let n = 0;
  const add = (key: string, body: object = line, by = browser) => by.command('post', PATH, body, key);
  const commandIds = () => world.services.callsOf('orders.add-to-cart').map(({ commandId }) => commandId);
  beforeAll(async () => {
    world = await GatewayWorld.open();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    world.services.reset();
    world.services.on('orders.add-to-cart', () => ({ version: (n += 1) }));
    browser = await world.browser();
  });

  it('need a key', async () => {
    const without = await browser.agent.post(PATH).set('X-CSRF-Token', browser.csrfToken).send(line).expect(400);
    expect(without.body.code).toBe('request.idempotency_key_required');
    expect((await add('short').expect(400)).body.code).toBe('request.idempotency_key_invalid');
    expect(world.services.calls).toEqual([]);
  });

  it('run once for a key, and answer again what they answered', async () => {
    const first = await add('same-key-1').expect(200);
    const second = await add('same-key-1').expect(200);
    expect(second.body).toEqual(first.body);
    expect([first.headers['idempotent-replayed'], second.headers['idempotent-replayed']]).toEqual([undefined, 'true']);
    expect(commandIds()).toHaveLength(1);
  });

  it('keep the status of their first answer', async () => {
    world.services.on('orders.place-order', () => ({ orderId: 'o' }));
    const order = {
      email: 'ada@mercury.example',
      shippingMethod: 'standard',
      shippingAddress: { name: 'Ada', line1: '1 Lane', city: 'Cork', postalCode: 'T12', country: 'IE' },
    };
    for (const _ of [1, 2]) await browser.command('post', '/api/orders', order, 'order-key-1').expect(201);
    expect(world.services.callsOf('orders.place-order')).toHaveLength(1);
  });

  it('refuse a key that was used for something else', async () => {
    await add('same-key-2').expect(200);
    const other = await add('same-key-2', { ...line, quantity: 2 }).expect(422);
    expect(other.body.code).toBe('request.idempotency_mismatch');
    await browser.command('put', `${PATH}/v`, { quantity: 1 }, 'same-key-2').expect(422);
  });

  it('of two visitors with one key are two commands', async () => {
    await add('same-key-3').expect(200);
    await add('same-key-3', line, await world.browser()).expect(200);
    expect(new Set(commandIds()).size).toBe(2);
  });

  it('that come at the same time run once', async () => {
    let open = () => undefined as void;
    const gate = new Promise<void>((resolve) => (open = resolve));
    world.services.on('orders.add-to-cart', async () => {
      await gate;
      return { version: 1 };
    });
    const twins = [1, 2, 3].map(() => add('twin-key-1').then((response) => response));
    while (commandIds().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    open();
    const answers = await Promise.all(twins);
    expect(answers.map(({ status, body }) => [status, body.version])).toEqual(Array(3).fill([200, 1]));
    expect(commandIds()).toHaveLength(1);
  });

  it('repeat a refusal, which was a decision', async () => {
    world.services.on('orders.add-to-cart', () => {
      throw new ConflictError('catalog.sold_out', { data: { lines: [] } });
    });
    await add('refused-1').expect(409);
    world.services.on('orders.add-to-cart', () => ({}));
    const again = await add('refused-1').expect(409);
    expect(again.body).toMatchObject({ code: 'catalog.sold_out', data: { lines: [] } });
    expect(again.headers['idempotent-replayed']).toBe('true');
  });

  it('run again, under the same id, after a failure of ours', async () => {
    world.services.on('orders.add-to-cart', () => {
      throw new UnavailableError('orders.away');
    });
    await add('failing-1').expect(503);
    world.services.on('orders.add-to-cart', () => ({ version: 5 }));
    await add('failing-1').expect(200);
    expect(commandIds()).toHaveLength(2);
    expect(new Set(commandIds()).size).toBe(1);
  });

  it('run again, under the same id, when the process of the first attempt died', async () => {
    await add('orphan-1').expect(200);
    // What a killed process leaves: a claim whose lease has ended, and no answer.
    const redis = world.redis.unwrap<import('ioredis').Redis>();
    const prefix = world.services.serviceOf('x').replace(/-x$/, '');
    for (const record of await redis.keys(`${prefix}:{command:*}`)) {
      await redis.hdel(record, 'status', 'body');
      await redis.hset(record, 'owner', 'a dead process', 'leased', Date.now() + 300);
    }
    await add('orphan-1').expect(200);
    expect(commandIds()).toHaveLength(2);
    expect(new Set(commandIds()).size).toBe(1);
  });

  it('free their key when the request was malformed', async () => {
    await add('corrected-1', { ...line, quantity: 0 }).expect(422);
    await add('corrected-1').expect(200);
  });
});
