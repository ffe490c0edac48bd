import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DomainError } from '@mercury/platform/errors';
import { GatewayWorld } from '../testing/gateway-world';

describe('the doors of payment', () => {
  let world: GatewayWorld;
  let emulator: Server;
  const seen: { method?: string; url?: string; headers: IncomingMessage['headers']; body: string }[] = [];
  beforeAll(async () => {
    emulator = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += chunk));
      request.on('end', () => {
        seen.push({ method: request.method, url: request.url, headers: request.headers, body });
        response.writeHead(200, {
          'content-type': 'text/html',
          'content-security-policy': "style-src 'unsafe-inline'",
        });
        response.end('<p>the bank</p>');
      });
    });
    await new Promise<void>((resolve) => emulator.listen(0, '127.0.0.1', resolve));
    const { port } = emulator.address() as AddressInfo;
    world = await GatewayWorld.open({ stripeApiBase: `http://127.0.0.1:${port}` });
  });
  afterAll(async () => {
    await world.close();
    emulator.close();
  });
  beforeEach(() => {
    world.services.reset();
    seen.length = 0;
  });
  const webhook = (body: string, headers: Record<string, string> = { 'stripe-signature': 't=1,v1=abc' }) =>
    fetch(`${world.url}/api/payments/webhooks/stripe`, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
      body,
    });

  it('pass a webhook on as the bytes that were signed', async () => {
    world.services.on('payment.receive-webhook', () => ({ eventId: 'evt_1', duplicate: false }));
    const body = '{ "id":  "evt_1",\n "note": "Zoë – €" }';
    const response = await webhook(body);
    expect([response.status, await response.json()]).toEqual([200, { received: true }]);
    expect(world.services.callsOf('payment.receive-webhook')).toEqual([{ body, signature: 't=1,v1=abc' }]);
  });

  it('refuse a webhook whose signature is missing or does not hold', async () => {
    world.services.on('payment.receive-webhook', () => {
      throw new DomainError('payment.bad_signature', { status: 400 });
    });
    for (const response of [await webhook('{}', {}), await webhook('{}')]) {
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ code: 'payment.bad_signature' });
    }
  });

  it('ask for a webhook again while payment is away', async () => {
    expect((await webhook('{}')).status).toBe(503);
  });

  it('carry a card form to the emulator, without the shop’s cookies', async () => {
    const browser = await world.browser();
    await browser.agent
      .post('/api/payments/emulator/v1/payment_methods')
      .set('Authorization', 'Bearer pk_test')
      .type('form')
      .send({ type: 'card', 'card[number]': '4242424242424242' })
      .expect(200);
    expect(seen).toMatchObject([
      { method: 'POST', url: '/v1/payment_methods', body: 'type=card&card%5Bnumber%5D=4242424242424242' },
    ]);
    expect(seen[0]?.headers).toMatchObject({ authorization: 'Bearer pk_test' });
    expect(seen[0]?.headers.cookie).toBeUndefined();
  });

  it('show the bank’s page with its own policy, and carry its answer', async () => {
    const page = await fetch(`${world.url}/api/payments/emulator/challenge/pi_1?secret=s`);
    expect(await page.text()).toBe('<p>the bank</p>');
    expect(page.headers.get('content-security-policy')).toBe("style-src 'unsafe-inline'");
    await fetch(`${world.url}/api/payments/emulator/challenge/pi_1?secret=s`, {
      method: 'POST',
      headers: { origin: 'http://shop.mercury.example' },
      body: new URLSearchParams({ answer: 'approve' }),
    });
    expect(seen.at(-1)).toMatchObject({ method: 'POST', url: '/challenge/pi_1?secret=s', body: 'answer=approve' });
  });

  it.each(['/v1/payment_intents', '/v1/refunds', '/emulator/faults', '/'])(
    'do not open %s to browsers',
    async (path) => {
      for (const method of ['GET', 'POST']) {
        const response = await fetch(`${world.url}/api/payments/emulator${path}`, { method });
        expect(response.status).toBe(404);
      }
      expect(seen).toEqual([]);
    },
  );

  it('are shut to the emulator in production', async () => {
    const production = await GatewayWorld.open({ production: true, stripeApiBase: 'http://127.0.0.1:9' });
    const response = await fetch(`${production.url}/api/payments/emulator/challenge/pi_1`);
    expect(response.status).toBe(404);
    await production.close();
  });
});
