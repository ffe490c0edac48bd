import { Agent, type IncomingHttpHeaders, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import type { RequestHandler } from 'express';

const ANSWER_TIMEOUT_MS = 30_000;
const READS = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Headers that belong to one connection, and end with it (RFC 9110, 7.6.1). */
const HOP_BY_HOP = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'];

/**
 * Hands `/api` to the gateway as it is. Nothing is buffered, so that streams stream; a browser that leaves ends its
 * request there too. Without a gateway, the answer is a problem that says so.
 */
export function apiProxy(gatewayUrl: string): RequestHandler {
  const { hostname, port } = new URL(gatewayUrl);
  const kept = new Agent({ keepAlive: true });
  return (request, response, next) => {
    if (!/^\/api(?:[/?]|$)/.test(request.originalUrl)) return next();
    const upstream = ask({
      hostname,
      port,
      method: request.method,
      path: request.originalUrl,
      headers: forwarded(request),
      // A kept connection may be closed just as it is used: a read can be asked again, a command gets a fresh one.
      agent: READS.has(request.method) ? kept : false,
    });
    upstream.setTimeout(ANSWER_TIMEOUT_MS, () => upstream.destroy(new Error('no answer in time')));
    upstream.once('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, passed(answer.headers));
      // A stream's first bytes may be long in coming; its head must not wait for them.
      response.flushHeaders();
      pipeline(answer, response, () => undefined);
    });
    upstream.once('error', () => refuse(response));
    response.once('close', () => upstream.destroy());
    pipeline(request, upstream, () => undefined);
  };
}

function forwarded(request: IncomingMessage): IncomingHttpHeaders {
  const before = request.headers['x-forwarded-for'];
  const address = request.socket.remoteAddress ?? '';
  return {
    ...passed(request.headers),
    'x-forwarded-for': before ? `${String(before)}, ${address}` : address,
    'x-forwarded-host': String(request.headers['x-forwarded-host'] ?? request.headers.host ?? ''),
    'x-forwarded-proto': String(request.headers['x-forwarded-proto'] ?? 'http'),
  };
}

function passed(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name)));
}

function refuse(response: ServerResponse): void {
  if (response.headersSent || !response.writable) {
    response.destroy();
    return;
  }
  response.writeHead(503, { 'Content-Type': 'application/problem+json', 'Retry-After': '2' }).end(
    JSON.stringify({
      type: 'urn:mercury:problem:gateway.unavailable',
      title: 'Unavailable',
      status: 503,
      code: 'gateway.unavailable',
      detail: 'The shop is catching its breath. Try again in a moment.',
      retryable: true,
    }),
  );
}
