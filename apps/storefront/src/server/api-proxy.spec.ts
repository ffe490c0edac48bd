import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import express from 'express';
import { apiProxy } from './api-proxy';

const servers: Server[] = [];

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function shopBefore(gateway: RequestListener): Promise<string> {
  const app = express().use(apiProxy(await listen(gateway)));
  app.use((_request, response) => void response.send('a page'));
  return listen(app);
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

describe('apiProxy', () => {
  it('hands over path, query, body and cookies, and says who asked', async () => {
    const shop = await shopBefore((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += chunk));
      request.on('end', () => {
        response.setHeader('Set-Cookie', ['a=1', 'b=2']);
        response.writeHead(201).end(JSON.stringify({ url: request.url, body, headers: request.headers }));
      });
    });
    const answer = await fetch(`${shop}/api/cart/lines?x=%20y`, {
      method: 'POST',
      body: '{"quantity":1}',
      headers: { cookie: 'mrc_visitor=v', 'content-type': 'application/json', 'idempotency-key': 'k' },
    });
    expect(answer.status).toBe(201);
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(await answer.json()).toMatchObject({
      url: '/api/cart/lines?x=%20y',
      body: '{"quantity":1}',
      headers: {
        cookie: 'mrc_visitor=v',
        'idempotency-key': 'k',
        'x-forwarded-for': expect.stringContaining('127.0.0.1'),
      },
    });
  });

  it('lets a stream through as it comes, and ends it at the gateway when the browser leaves', async () => {
    let left!: () => void;
    const gone = new Promise<void>((resolve) => (left = resolve));
    const shop = await shopBefore((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write('event: trending\ndata: {}\n\n');
      response.once('close', left);
    });
    const leaving = new AbortController();
    const answer = await fetch(`${shop}/api/trending/stream`, { signal: leaving.signal });
    const first = await answer.body?.getReader().read();
    expect(new TextDecoder().decode(first?.value as Uint8Array)).toContain('event: trending');
    leaving.abort();
    await expect(Promise.race([gone.then(() => 'gone'), delay(5_000, 'still there', { ref: false })])).resolves.toBe(
      'gone',
    );
  });

  it('answers with a problem when there is no gateway', async () => {
    const app = express().use(apiProxy('http://127.0.0.1:9'));
    const answer = await fetch(`${await listen(app)}/api/session`);
    expect(answer.status).toBe(503);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({ code: 'gateway.unavailable', retryable: true });
  });

  it('leaves every other path to the pages', async () => {
    const shop = await shopBefore((_request, response) => void response.end('the gateway'));
    expect(await (await fetch(`${shop}/apiary`)).text()).toBe('a page');
  });
});
