import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ShopClient } from './shop-client';
import { Failure, Refusal } from './shop-error';

interface Seen {
  readonly request: string;
  readonly key: string | undefined;
  readonly csrf: string | undefined;
  readonly cookie: string | undefined;
}

/** A shop that answers from a script; `GET /api/session` works by itself. */
async function scripted(...script: { status: number; body?: object; headers?: Record<string, string> }[]) {
  const seen: Seen[] = [];
  let sessions = 0;
  const answerOf = (request: IncomingMessage) =>
    request.url === '/api/session'
      ? { status: 200, body: { csrfToken: `token-${++sessions}` }, headers: { 'set-cookie': 'mrc_visitor=v1' } }
      : (script.shift() ?? { status: 200, body: {} });
  const server: Server = createServer((request, response) => {
    const header = (name: string) => request.headers[name] as string | undefined;
    seen.push({
      request: `${request.method} ${request.url}`,
      key: header('idempotency-key'),
      csrf: header('x-csrf-token'),
      cookie: header('cookie'),
    });
    const { status, body, headers } = { headers: {}, body: {}, ...answerOf(request) };
    response.writeHead(status, headers).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const waits: number[] = [];
  const client = new ShopClient({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    origin: 'http://localhost:4200',
    wait: async (ms) => void waits.push(ms),
  });
  const stop = () => new Promise((resolve) => server.close(resolve).closeAllConnections());
  return { client, seen, waits, stop };
}

describe('ShopClient', () => {
  it('opens a session before the first command and keeps its cookies and token', async () => {
    const { client, seen, stop } = await scripted();
    await client.command('POST', '/api/cart/lines', {});
    await client.command('POST', '/api/cart/lines', {});
    await stop();
    expect(seen.map(({ request }) => request)).toEqual([
      'GET /api/session',
      'POST /api/cart/lines',
      'POST /api/cart/lines',
    ]);
    expect(seen[1]).toMatchObject({ csrf: 'token-1', cookie: 'mrc_visitor=v1' });
    expect(seen[1]?.key).not.toBe(seen[2]?.key);
  });

  it('repeats with the same key while the shop is busy, as long as it asks', async () => {
    const { client, seen, waits, stop } = await scripted(
      { status: 429, headers: { 'retry-after': '2' }, body: { code: 'request.rate_limited' } },
      { status: 503, body: { code: 'unavailable' } },
      { status: 200, body: { ok: true } },
    );
    expect(await client.command('POST', '/api/orders', {})).toEqual({ ok: true });
    await stop();
    expect(new Set(seen.slice(1).map(({ key }) => key)).size).toBe(1);
    expect(seen).toHaveLength(4);
    expect(waits[0]).toBe(2_000);
  });

  it('throws a refusal with its code, once', async () => {
    const { client, seen, stop } = await scripted({ status: 409, body: { code: 'catalog.sold_out', detail: 'Gone' } });
    const refusal: unknown = await client.command('POST', '/api/orders', {}).catch((error: unknown) => error);
    await stop();
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({ code: 'catalog.sold_out', status: 409, message: 'POST /api/orders: Gone' });
    expect(seen).toHaveLength(2);
  });

  it('fetches a new token, and repeats with the same key, when the token is no longer good', async () => {
    const { client, seen, stop } = await scripted({ status: 403, body: { code: 'request.csrf' } });
    await client.command('POST', '/api/orders', {});
    await stop();
    expect(seen.map(({ csrf }) => csrf)).toEqual([undefined, 'token-1', undefined, 'token-2']);
    expect(seen[1]?.key).toBe(seen[3]?.key);
  });

  it('gives up after its attempts when nobody answers', async () => {
    const { client, waits, stop } = await scripted();
    await stop();
    await expect(client.get('/api/session')).rejects.toBeInstanceOf(Failure);
    expect(waits).toHaveLength(7);
  });
});
