import { GatewayWorld } from '../testing/gateway-world';

describe('forged requests', () => {
  let world: GatewayWorld;
  beforeAll(async () => {
    world = await GatewayWorld.open();
    world.services.on('orders.add-to-cart', () => ({})).on('activity.record', () => ({ accepted: 1, position: 1 }));
  });
  afterAll(() => world.close());
  const line = { variantId: 'v', quantity: 1 };

  it('are refused without the token of the visitor’s own page', async () => {
    const [mine, other] = [await world.browser(), await world.browser()];
    await mine.command('post', '/api/cart/lines', line).expect(200);
    mine.csrfToken = other.csrfToken;
    const forged = await mine.command('post', '/api/cart/lines', line).expect(403);
    expect(forged.body).toMatchObject({ code: 'request.csrf', retryable: true });
    await mine.agent.post('/api/cart/lines').set('Idempotency-Key', 'key-12345678').send(line).expect(403);
  });

  it('are refused with the token of before log in', async () => {
    const browser = await world.browser();
    const old = browser.csrfToken;
    await browser.register('csrf@mercury.example');
    browser.csrfToken = old;
    await browser.command('post', '/api/cart/lines', line).expect(403);
  });

  it.each([
    ['Origin', 'https://evil.example'],
    ['Origin', 'null'],
    ['Sec-Fetch-Site', 'cross-site'],
    ['Sec-Fetch-Site', 'same-site'],
  ])('are refused when %s is %s', async (header, value) => {
    const browser = await world.browser();
    const response = await browser.command('post', '/api/cart/lines', line).set(header, value).expect(403);
    expect(response.body.code).toBe('request.foreign_origin');
    await browser.agent.post('/api/activity').set(header, value).send({}).expect(403);
  });

  it('are told from those of the shop’s own address, direct or through a proxy', async () => {
    const browser = await world.browser();
    await browser.command('post', '/api/cart/lines', line).set('Origin', 'http://shop.mercury.example').expect(200);
    await browser.command('post', '/api/cart/lines', line).set('Origin', world.url).expect(200);
    await browser
      .command('post', '/api/cart/lines', line)
      .set('Origin', 'http://localhost:4200')
      .set('X-Forwarded-Host', 'localhost:4200')
      .expect(200);
  });
});
