import { NotFoundError } from '@mercury/platform/errors';
import { GatewayWorld } from '../testing/gateway-world';
import { readEvents } from '../testing/read-events';

const card = (productId: string) => ({ productId, slug: productId, title: productId });
const top = (...productIds: string[]) => ({
  scope: 'all',
  windowMinutes: 60,
  asOf: new Date().toISOString(),
  items: productIds.map((productId, index) => ({ productId, rank: index + 1, previousRank: null, score: 9 - index })),
});

describe('event streams', () => {
  let world: GatewayWorld;
  beforeAll(async () => {
    world = await GatewayWorld.open();
  });
  afterAll(() => world.close());
  beforeEach(() => {
    world.services.reset();
    world.services.on('catalog.get-product-cards', ({ productIds }: { productIds: string[] }) => productIds.map(card));
  });
  const happened = (topic: string, type: string, key: string) => world.redis.publish(topic, { type, key, data: {} });

  it('show the ranking at once, and again when it has changed', async () => {
    world.services.on('trending.top', () => top('a', 'b'));
    const stream = await readEvents(`${world.url}/api/trending/stream?limit=1`);
    expect(stream.headers.get('content-type')).toBe('text/event-stream');
    const first = await stream.next();
    expect(first).toMatchObject({ event: 'trending', data: { scope: 'all', items: [{ product: { slug: 'a' } }] } });
    world.services.on('trending.top', () => top('b', 'a'));
    await happened('activity', 'activity.product.viewed.v1', 'activity.session-1');
    expect(await stream.next()).toMatchObject({ data: { items: [{ productId: 'b', rank: 1 }] } });
    await stream.close();
  });

  it('ask once for all who look, however much happens', async () => {
    world.services.on('trending.top', () => top('a'));
    const streams = await Promise.all([1, 2, 3, 4].map(() => readEvents(`${world.url}/api/trending/stream`)));
    for (const stream of streams) await stream.next();
    const startedAt = Date.now();
    const before = world.services.callsOf('trending.top').length;
    for (let n = 0; n < 100; n += 1) await happened('activity', 'activity.product.viewed.v1', `activity.session-${n}`);
    world.services.on('trending.top', () => top('z'));
    for (const stream of streams) expect(await stream.next()).toMatchObject({ data: { items: [{ productId: 'z' }] } });
    const asked = world.services.callsOf('trending.top').length - before;
    expect(asked).toBeLessThanOrEqual(4 * (1 + (Date.now() - startedAt) / 1_000));
    await Promise.all(streams.map((stream) => stream.close()));
  });

  it('show an order at once and on each of its events, to its owner alone', async () => {
    let order = { orderId: 'o-1', version: 1, status: 'awaiting_payment' };
    world.services.on('orders.get-order', ({ owner }: { owner: { visitorId: string } }) => {
      if (owner.visitorId !== mine) throw new NotFoundError('orders.order_not_found');
      return order;
    });
    const browser = await world.browser();
    const mine = browser.cookie('mrc_visitor')?.split('.')[0];
    const cookie = `mrc_visitor=${browser.cookie('mrc_visitor')}`;
    const stream = await readEvents(`${world.url}/api/orders/o-1/stream`, { cookie });
    expect(await stream.next()).toEqual({ event: 'order', data: order });
    order = { ...order, version: 2, status: 'confirmed' };
    await happened('commerce', 'orders.order.confirmed.v1', 'orders.order-o-1');
    expect(await stream.next()).toEqual({ event: 'order', data: order });
    await stream.close();
    const stranger = await (await world.browser()).get('/api/orders/o-1/stream').expect(404);
    expect(stranger.body.code).toBe('orders.order_not_found');
  });

  it('go on with the newest products while trending is away', async () => {
    world.services.on('search.query', () => ({ items: [card('new')] }));
    const stream = await readEvents(`${world.url}/api/trending/stream?scope=category:lamps`);
    expect(await stream.next()).toMatchObject({ data: { items: [{ productId: 'new', score: 0 }] } });
    expect(world.services.callsOf('search.query')[0]).toMatchObject({ category: 'lamps', sort: 'newest' });
    await stream.close();
  });

  it('are a bounded number for each address', async () => {
    world.services.on('trending.top', () => top('a'));
    const headers = { 'x-forwarded-for': '203.0.113.50' };
    const open = await Promise.all(
      Array.from({ length: 40 }, () => readEvents(`${world.url}/api/trending/stream`, headers)),
    );
    expect((await fetch(`${world.url}/api/trending/stream`, { headers })).status).toBe(429);
    await Promise.all(open.map((stream) => stream.close()));
  });
});
