import type { NextFunction, Request, Response } from 'express';
import { createProxyMiddleware } from 'http-proxy-middleware';
import { toProblem, UnavailableError } from '@mercury/platform/errors';
import type { GatewayOptions } from '../gateway.options';
import { isSimulator } from '../limits/is-simulator';
import type { RateLimiter } from '../limits/rate-limiter';

export const EMULATOR_PATH = '/api/payments/emulator';
const TIMEOUT_MS = 10_000;

/**
 * Lets browsers reach Stripe's emulator as they would reach Stripe: the card form posts there, and the bank's 3-D Secure
 * page lives there. Only the two doors that are meant for browsers; never in production.
 */
export function emulatorProxy(target: string, limiter: RateLimiter, options: GatewayOptions) {
  const proxy = createProxyMiddleware<Request, Response>({
    target,
    changeOrigin: true,
    proxyTimeout: TIMEOUT_MS,
    timeout: TIMEOUT_MS,
    on: {
      // Cookies of the shop are no business of a payment provider.
      proxyReq: (outgoing) => outgoing.removeHeader('cookie'),
      error: (cause, _request, response) => {
        const problem = toProblem(new UnavailableError('payment.emulator_unavailable', { cause }));
        if (!('status' in response) || response.headersSent) return void response.end();
        response.status(503).type('application/problem+json').send(JSON.stringify(problem));
      },
    },
  });
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    try {
      if (!isBrowserDoor(request)) return next();
      if (!isSimulator(request, options)) await limiter.take('emulator', request.ip ?? 'unknown', undefined);
      await proxy(request, response, next);
    } catch (error) {
      next(error);
    }
  };
}

function isBrowserDoor({ method, path }: Request): boolean {
  if (path === '/v1/payment_methods') return method === 'POST';
  return path.startsWith('/challenge/') && (method === 'GET' || method === 'POST');
}
