import type { Browser } from '../testing/browser';
import { GatewayWorld } from '../testing/gateway-world';

describe('malformed requests', () => {
  let world: GatewayWorld;
  let browser: Browser;
  beforeAll(async () => {
    world = await GatewayWorld.open();
    browser = await world.browser();
  });
  afterAll(async () => {
    expect(world.services.calls).toEqual([]);
    await world.close();
  });

  const send = (body: string, type = 'application/json', path = '/api/cart/lines') =>
    browser.command('post', path).set('Content-Type', type).send(body);
  const fieldsOf = (body: { errors?: { field: string }[] }) =>
    [...new Set(body.errors?.map(({ field }) => field))].sort();

  it.each([
    ['JSON that breaks off', '{"variantId":', 'application/json', 400, 'request.malformed_json'],
    ['a bare word', 'hello', 'application/json', 400, 'request.malformed_json'],
    ['a form', 'variantId=v&quantity=1', 'application/x-www-form-urlencoded', 415, 'request.unsupported_media_type'],
    ['XML', '<line/>', 'application/xml', 415, 'request.unsupported_media_type'],
    ['another charset', '{}', 'application/json; charset=iso-8859-1', 415, 'request.unsupported_media_type'],
    ['a list', '[]', 'application/json', 422, 'request.invalid'],
    [
      'more than 100 kB',
      JSON.stringify({ variantId: 'v'.repeat(101 * 1024) }),
      'application/json',
      413,
      'request.too_large',
    ],
  ])('refuse %s', async (_, body, type, status, code) => {
    const response = await send(body, type);
    expect([response.status, response.body.code]).toEqual([status, code]);
    expect(response.headers['content-type']).toContain('application/problem+json');
    expect(response.body).toMatchObject({ instance: '/api/cart/lines', title: expect.any(String) });
  });

  it('name every wrong field of a body at once', async () => {
    const { body } = await send(JSON.stringify({ variantId: 7, quantity: 'two', colour: 'red' })).expect(422);
    expect(fieldsOf(body)).toEqual(['colour', 'quantity', 'variantId']);
  });

  it('name fields inside fields by their path', async () => {
    const shippingAddress = { name: 'Ada', line1: '', city: 'Cork', postalCode: 'T12', country: 'Ireland', x: 1 };
    const order = { email: 'not an address', shippingMethod: 'standard', shippingAddress };
    const { body } = await browser.command('post', '/api/orders', order).expect(422);
    expect(fieldsOf(body)).toEqual(['email', 'shippingAddress.country', 'shippingAddress.line1', 'shippingAddress.x']);
  });

  it('name every wrong parameter of a query', async () => {
    const path = '/api/search?limit=many&sort=up&minPrice=-1&inStock=perhaps&page=2&attr.=x';
    expect(fieldsOf((await browser.get(path).expect(422)).body)).toEqual(['attr.']);
    const { body } = await browser.get(path.replace('&attr.=x', '')).expect(422);
    expect(fieldsOf(body)).toEqual(['inStock', 'limit', 'minPrice', 'page', 'sort']);
    expect(fieldsOf((await browser.get('/api/products').expect(422)).body)).toEqual(['ids']);
    const many = Array.from({ length: 61 }, (__, n) => `p${n}`).join(',');
    expect(fieldsOf((await browser.get(`/api/products?ids=${many}`).expect(422)).body)).toEqual(['ids']);
  });

  it('refuse text that no database stores', async () => {
    const { body } = await send('{"variantId":"a\\u0000b","quantity":1}').expect(422);
    expect(body.errors).toEqual([expect.objectContaining({ field: 'variantId', code: 'is_text' })]);
    await send('{"variantId":"a\\ud800","quantity":1}').expect(422);
    expect(fieldsOf((await browser.get('/api/search?q=%00').expect(422)).body)).toEqual(['q']);
    await browser.get('/api/products/%00').expect(404);
    await browser.get('/api/products/%E0%A4%A').expect(400);
  });

  it('refuse a beacon of more than 64 kB, or that is no beacon', async () => {
    const beacon = (body: string, type = 'text/plain') =>
      browser.agent.post('/api/activity').set('Content-Type', type).send(body);
    expect((await beacon('x'.repeat(65 * 1024)).expect(413)).body.code).toBe('request.too_large');
    expect((await beacon('not json').expect(400)).body.code).toBe('request.malformed_json');
    expect(fieldsOf((await beacon('{"events":[]}', 'application/json').expect(422)).body)).toEqual([
      'batchId',
      'events',
      'sentAt',
      'sessionId',
    ]);
  });

  it('get a problem for a path that nobody serves', async () => {
    const { body, headers } = await browser.get('/api/nothing').expect(404);
    expect(headers['content-type']).toContain('application/problem+json');
    expect(body.status).toBe(404);
  });
});
