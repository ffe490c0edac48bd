import { UnavailableError } from '@mercury/platform/errors';
import { GatewayWorld, SIMULATOR_KEY } from '../testing/gateway-world';
import { RateLimiter } from './rate-limiter';

const budgets = {
  read: { perIp: { points: 40, seconds: 60 }, perVisitor: { points: 5, seconds: 60 } },
  beacon: { perIp: { points: 2, seconds: 60 } },
};

describe('rate limits', () => {
  let world: GatewayWorld;
  beforeAll(async () => {
    world = await GatewayWorld.open({ budgets });
    world.services.on('catalog.list-categories', () => []).on('activity.record', () => ({ accepted: 1, position: 1 }));
  });
  afterAll(() => world.close());
  const from = (ip: string, headers: Record<string, string> = {}) =>
    fetch(`${world.url}/api/categories`, { headers: { 'x-forwarded-for': ip, ...headers } });

  it('stop a visitor who asks too often, and say when to come back', async () => {
    const browser = await world.browser();
    for (let n = 0; n < 5; n += 1) await browser.get('/api/categories').expect(200);
    const refused = await browser.get('/api/categories').expect(429);
    expect(refused.body).toMatchObject({ code: 'request.rate_limited', retryable: true });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.headers['content-type']).toContain('application/problem+json');
  });

  it('count each address by itself, as the proxy in front names it', async () => {
    for (let n = 0; n < 40; n += 1) expect((await from('203.0.113.7')).status).toBe(200);
    expect((await from('203.0.113.7')).status).toBe(429);
    expect((await from('203.0.113.8')).status).toBe(200);
  });

  it('do not count for the simulator', async () => {
    for (let n = 0; n < 45; n += 1)
      expect((await from('203.0.113.9', { 'x-simulator-key': SIMULATOR_KEY })).status).toBe(200);
    expect((await from('203.0.113.9', { 'x-simulator-key': 'another key' })).status).toBe(200);
  });

  it('have a budget for each class of routes', async () => {
    const beacon = () =>
      fetch(`${world.url}/api/activity`, {
        method: 'POST',
        headers: { 'x-forwarded-for': '203.0.113.20' },
        body: '{}',
      });
    for (let n = 0; n < 2; n += 1) expect((await beacon()).status).toBe(422);
    expect((await beacon()).status).toBe(429);
    expect((await from('203.0.113.20')).status).toBe(200);
  });

  it('are counted in this process while Redis is away', async () => {
    const away = { unwrap: () => ({ status: 'reconnecting', defineCommand: () => undefined }) };
    const limiter = new RateLimiter(away as never, { keyPrefix: 'away', budgets } as never);
    for (let n = 0; n < 2; n += 1) await limiter.take('beacon', '203.0.113.1', undefined);
    await expect(limiter.take('beacon', '203.0.113.1', undefined)).rejects.toMatchObject({ status: 429 });
  });

  it('are not lifted by the simulator’s key in production', async () => {
    const production = await GatewayWorld.open({ production: true, budgets });
    production.services.on('catalog.list-categories', () => {
      throw new UnavailableError('spec');
    });
    const ask = () =>
      fetch(`${production.url}/api/categories`, { headers: { 'x-simulator-key': SIMULATOR_KEY } }).then(
        (r) => r.status,
      );
    // One more than the budget: the very first may come before Redis is connected, and count in the process.
    for (let n = 0; n < 41; n += 1) await ask();
    const last = await ask();
    await production.close();
    expect(last).toBe(429);
  });
});
