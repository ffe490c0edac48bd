import type { Response } from 'supertest';
import { GatewayWorld } from '../testing/gateway-world';

const cookiesOf = (response: Response): string[] => (response.headers['set-cookie'] as unknown as string[]) ?? [];
const emptyCart = { cartId: 'c', version: 0, lines: [], itemCount: 0, subtotalMinor: 0, currency: 'EUR' };

describe('sessions over HTTP', () => {
  let world: GatewayWorld;
  let n = 0;
  const anEmail = () => `ada${(n += 1)}@mercury.example`;
  beforeAll(async () => {
    world = await GatewayWorld.open();
  });
  afterAll(() => world.close());
  beforeEach(() => {
    world.services.reset();
    world.services.on('orders.merge-carts', () => emptyCart).on('orders.get-cart', () => emptyCart);
  });

  it('gives a first visitor a signed cookie that scripts cannot read, and a token', async () => {
    const browser = await world.browser();
    const first = await browser.get('/api/session').expect(200);
    expect(first.body).toEqual({ account: null, csrfToken: expect.any(String) });
    expect(cookiesOf(first)).toEqual([expect.stringMatching(/^mrc_visitor=.*HttpOnly; SameSite=Lax$/)]);
  });

  it('makes no cookie where nobody needs to be known', async () => {
    world.services.on('catalog.list-categories', () => []);
    const response = await fetch(`${world.url}/api/categories`);
    expect(response.status).toBe(200);
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  it('takes a forged visitor for a new one', async () => {
    const visitor = (await world.browser()).cookie('mrc_visitor') as string;
    const forged = visitor.replace(/^./, (first) => (first === '0' ? '1' : '0'));
    const response = await fetch(`${world.url}/api/session`, { headers: { cookie: `mrc_visitor=${forged}` } });
    expect(response.headers.getSetCookie()[0]).toMatch(/^mrc_visitor=/);
  });

  it('registers, logs out and logs in', async () => {
    const browser = await world.browser();
    const email = anEmail();
    const account = { accountId: expect.any(String), email, displayName: 'Ada', role: 'shopper' };
    expect((await browser.register(email)).account).toEqual(account);
    expect((await browser.look()).account).toEqual(account);
    const out = await browser.command('post', '/api/session/logout', {}).expect(200);
    expect(out.body.account).toBeNull();
    browser.csrfToken = out.body.csrfToken;
    const login = await browser.login(email.toUpperCase());
    expect(login.body.account).toEqual(account);
  });

  it('refuses a wrong password and an unknown address alike', async () => {
    const browser = await world.browser();
    const email = anEmail();
    await (await world.browser()).register(email);
    const [wrong, unknown] = [await browser.login(email, 'not the password'), await browser.login(anEmail(), 'x')];
    for (const { status, body } of [wrong, unknown])
      expect({ status, code: body.code }).toEqual({ status: 401, code: 'identity.bad_credentials' });
    expect(wrong.body.detail).toBe(unknown.body.detail);
  });

  it('stops guessing at one address, from wherever the guesses come', async () => {
    const email = anEmail();
    for (let guess = 0; guess < 10; guess += 1) await (await world.browser()).login(email, `guess ${guess}`);
    const { status, headers } = await (await world.browser()).login(email, 'guess 11');
    expect(status).toBe(429);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
  });

  it('opens one account for one address', async () => {
    const email = anEmail();
    await (await world.browser()).register(email);
    const browser = await world.browser();
    const body = { email: ` ${email.toUpperCase()}`.trim(), password: 'correct horse battery', displayName: 'Eve' };
    const second = await browser.command('post', '/api/session/register', body);
    expect([second.status, second.body.code]).toEqual([409, 'identity.email_taken']);
  });

  it('answers a repeated registration with the account it opened, and a session', async () => {
    const browser = await world.browser();
    const email = anEmail();
    const visitor = browser.cookie('mrc_visitor') as string;
    const first = await browser.register(email, 'register-once-1');
    const lost = await world.browser();
    lost.agent.jar.setCookie(`mrc_visitor=${visitor}; Path=/`, '127.0.0.1');
    await lost.look();
    expect((await lost.register(email, 'register-once-1')).account).toEqual(first.account);
  });

  it('rotates the session at log in, and ends the one before', async () => {
    const browser = await world.browser();
    const email = anEmail();
    await browser.register(email);
    const before = browser.cookie('mrc_session');
    await browser.login(email);
    expect(browser.cookie('mrc_session')).not.toBe(before);
    const stolen = await fetch(`${world.url}/api/session`, { headers: { cookie: `mrc_session=${before}` } });
    expect(await stolen.json()).toMatchObject({ account: null });
  });

  it('makes another visitor of the browser at log out', async () => {
    const browser = await world.browser();
    await browser.register(anEmail());
    const [visitor, session] = [browser.cookie('mrc_visitor'), browser.cookie('mrc_session')];
    await browser.command('post', '/api/session/logout', {}).expect(200);
    expect(browser.cookie('mrc_visitor')).not.toBe(visitor);
    const gone = await fetch(`${world.url}/api/session`, { headers: { cookie: `mrc_session=${session}` } });
    expect(await gone.json()).toMatchObject({ account: null });
  });

  describe('the guest’s cart', () => {
    it('joins the account’s cart at log in', async () => {
      const browser = await world.browser();
      const guest = (browser.cookie('mrc_visitor') as string).split('.')[0];
      const { account } = await browser.register(anEmail());
      expect(world.services.callsOf('orders.merge-carts')).toEqual([
        { commandId: expect.any(String), fromCartId: guest, intoCartId: account?.accountId },
      ]);
      await browser.get('/api/cart').expect(200);
      expect(world.services.callsOf('orders.merge-carts')).toHaveLength(1);
      expect(world.services.callsOf('orders.get-cart')).toEqual([{ cartId: account?.accountId }]);
    });

    it('joins later, by the same command, when it could not at log in', async () => {
      const browser = await world.browser();
      world.services.on('orders.merge-carts', () => {
        throw new Error('not now');
      });
      expect((await browser.register(anEmail())).account).not.toBeNull();
      await browser.get('/api/cart').expect(200);
      world.services.on('orders.merge-carts', () => emptyCart);
      await browser.get('/api/cart').expect(200);
      await browser.get('/api/cart').expect(200);
      const merges = world.services.callsOf('orders.merge-carts');
      expect(merges).toHaveLength(3);
      expect(new Set(merges.map(({ commandId }) => commandId)).size).toBe(1);
    });
  });
});
