import { randomUUID } from 'node:crypto';
import { EntityManager } from '@mikro-orm/postgresql';
import { seedAccount } from '@mercury/identity/server';
import type { Role } from '@mercury/identity/contracts';
import { EventStore } from '@mercury/platform/event-store';
import type { Browser } from '../testing/browser';
import { GatewayWorld } from '../testing/gateway-world';
import { routeTable } from './route-table';

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Record<string, boolean> };
}

describe('the route table', () => {
  let world: GatewayWorld;
  beforeAll(async () => {
    world = await GatewayWorld.open();
    world.services.on('risk.list-reviews', () => []).on('risk.resolve-review', () => ({}));
  });
  afterAll(() => world.close());

  const staff = async (role: Role): Promise<Browser> => {
    const email = `${role}-${randomUUID().slice(0, 8)}@mercury.example`;
    const at = { store: world.app.get(EventStore), em: world.app.get(EntityManager), personalDataKey: 'ab'.repeat(32) };
    await seedAccount(at, { email, displayName: role, role, password: 'correct horse battery' });
    const browser = await world.browser();
    expect((await browser.login(email)).status).toBe(200);
    return browser;
  };

  it('knows every route of the application, and no other', () => {
    const { router } = world.app.getHttpAdapter().getInstance() as { router: { stack: Layer[] } };
    const served = router.stack
      .flatMap(({ route }) => (route ? Object.keys(route.methods).map((m) => `${m.toUpperCase()} ${route.path}`) : []))
      .filter((name) => !/\/api\/(docs|openapi)/.test(name));
    expect([...new Set(served)].sort()).toEqual(Object.keys(routeTable).sort());
  });

  it('makes every change of state a keyed command, but for machine doors', () => {
    const open = Object.entries(routeTable).filter(([name, { command }]) => !name.startsWith('GET') && !command);
    expect(open.map(([name]) => name)).toEqual(['POST /api/activity', 'POST /api/payments/webhooks/stripe']);
  });

  it.each<[Role | 'guest', number, number]>([
    ['guest', 401, 401],
    ['shopper', 403, 403],
    ['analyst', 200, 403],
    ['merchant', 200, 200],
    ['admin', 200, 200],
  ])('lets a %s look at reviews with %i and decide with %i', async (role, look, decide) => {
    const browser = role === 'guest' ? await world.browser() : await staff(role);
    const reviews = await browser.get('/api/admin/risk/reviews');
    const decision = { decision: 'approve', note: 'known customer' };
    const decided = await browser.command('post', '/api/admin/risk/reviews/a-1', decision);
    expect([reviews.status, decided.status]).toEqual([look, decide]);
  });

  it('notes who decided', async () => {
    const browser = await staff('merchant');
    const { account } = await browser.look();
    await browser.command('post', '/api/admin/risk/reviews/a-2', { decision: 'decline', note: 'stolen' }).expect(200);
    expect(world.services.callsOf('risk.resolve-review').at(-1)).toMatchObject({
      assessmentId: 'a-2',
      resolvedBy: account?.accountId,
    });
  });
});
