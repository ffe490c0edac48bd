import { Agent, type ServerResponse } from 'node:http';
import { createProxyMiddleware, type RequestHandler } from 'http-proxy-middleware';

const ANSWER_TIMEOUT_MS = 30_000;

/**
 * Hands `/api` to the gateway as it is: streams are not buffered, and end at the gateway as soon as the browser leaves.
 * Without a gateway the answer is a problem that says so.
 */
export function apiProxy(gatewayUrl: string): RequestHandler {
  return createProxyMiddleware({
    target: gatewayUrl,
    pathFilter: '/api',
    xfwd: true,
    agent: new Agent({ keepAlive: true }),
    proxyTimeout: ANSWER_TIMEOUT_MS,
    on: {
      proxyRes: (answer, _request, response) => {
        // A heartbeat comes each 15 seconds, so that an open stream never reaches the timeout.
        response.once('close', () => answer.destroy());
      },
      error: (_error, _request, response) => refuse(response as ServerResponse),
    },
  });
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
