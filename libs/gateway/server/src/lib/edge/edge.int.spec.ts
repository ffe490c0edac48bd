import { GatewayWorld, SIMULATOR_KEY } from '../testing/gateway-world';

describe('the edge', () => {
  let world: GatewayWorld;
  beforeAll(async () => {
    world = await GatewayWorld.open();
    world.services.on('catalog.list-categories', () => []).on('activity.record', () => ({ accepted: 1, position: 7 }));
  });
  afterAll(() => world.close());
  const get = (path: string, headers: Record<string, string> = {}) => fetch(`${world.url}${path}`, { headers });

  it('keeps metrics and internal probes off the public port', async () => {
    expect((await get('/health/live')).status).toBe(200);
    expect((await get('/health/ready')).status).toBe(200);
    for (const path of ['/metrics', '/metrics/', '/health/startup', '/health'])
      expect((await get(path)).status).toBe(404);
  });

  it('names every answer by a correlation id, the sender’s if it has one', async () => {
    expect((await get('/api/categories')).headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
    const given = await get('/api/categories', { 'x-correlation-id': 'click-00001' });
    expect(given.headers.get('x-correlation-id')).toBe('click-00001');
    const forged = await get('/api/categories', { 'x-correlation-id': 'a b"c' });
    expect(forged.headers.get('x-correlation-id')).not.toContain('"');
  });

  it('continues the trace of a request, over the transport too, and begins one for a request without', async () => {
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
    const { headers } = await get('/api/categories', { traceparent: `00-${trace}-00f067aa0ba902b7-01` });
    expect(headers.get('traceparent')).toMatch(new RegExp(`^00-${trace}-[0-9a-f]{16}-01$`));
    expect(world.services.headersOf('catalog.list-categories').at(-1)).toMatchObject({
      traceparent: headers.get('traceparent'),
      correlationId: headers.get('x-correlation-id'),
    });
    const malformed = await get('/api/categories', { traceparent: `00-${trace}` });
    expect(malformed.headers.get('traceparent')).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    expect(malformed.headers.get('traceparent')).not.toContain(trace);
  });

  it('forbids an answer of the API to load, to be framed, or to be kept', async () => {
    const { headers } = await get('/api/categories');
    expect(headers.get('content-security-policy')).toBe("default-src 'none';frame-ancestors 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('takes a beacon as JSON and as the plain text that sendBeacon makes of it', async () => {
    const id = (n: number) => `0190b6a0-0000-7000-8000-00000000000${n}`;
    const view = { id: id(3), kind: 'product-viewed', occurredAt: '2026-11-24T22:00:00Z', productId: 'p' };
    const batch = { batchId: id(1), sessionId: id(2), sentAt: '2026-11-24T22:00:00Z', events: [view] };
    for (const type of ['application/json', 'text/plain;charset=UTF-8']) {
      const response = await fetch(`${world.url}/api/activity`, {
        method: 'POST',
        headers: { 'content-type': type, 'user-agent': 'Spec/1.0', 'sec-fetch-site': 'same-origin' },
        body: JSON.stringify(batch),
      });
      expect([response.status, await response.json()]).toEqual([202, { accepted: 1 }]);
      expect(response.headers.getSetCookie()[0]).toMatch(/^mrc_visitor=/);
    }
    const visitorId = expect.stringMatching(/^[0-9a-f-]{36}$/);
    expect(world.services.callsOf('activity.record')).toEqual(
      Array(2).fill({ visitorId, userAgent: 'Spec/1.0', batch }),
    );
    const headers = { 'content-type': 'application/json', 'user-agent': 'node', 'x-simulator-key': SIMULATOR_KEY };
    await fetch(`${world.url}/api/activity`, { method: 'POST', headers, body: JSON.stringify(batch) });
    expect(world.services.callsOf('activity.record').at(-1)).toMatchObject({ userAgent: 'node', trusted: true });
  });
});
