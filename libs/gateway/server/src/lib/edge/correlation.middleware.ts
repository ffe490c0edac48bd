import { randomBytes, randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import { withCorrelation } from '@mercury/platform/observability';

/**
 * Every request has a correlation id, taken from its sender or made here; the answer names it, logs and calls to services
 * carry it. `traceparent` (W3C Trace Context) goes on with a span of our own.
 */
export function correlation(request: Request, response: Response, next: NextFunction): void {
  const given = request.headers['x-correlation-id'];
  const correlationId = typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
  response.setHeader('X-Correlation-Id', correlationId);
  withCorrelation({ correlationId, traceparent: traceparentFrom(request.headers['traceparent']) }, next);
}

/** The trace that a request belongs to, with a new span; a new trace when it brings none, or a malformed one. */
export function traceparentFrom(given: unknown): string {
  const span = randomBytes(8).toString('hex');
  const [, trace, flags] =
    typeof given === 'string' ? (/^00-([0-9a-f]{32})-[0-9a-f]{16}-([0-9a-f]{2})$/.exec(given) ?? []) : [];
  if (!trace || /^0+$/.test(trace)) return `00-${randomBytes(16).toString('hex')}-${span}-01`;
  return `00-${trace}-${span}-${flags}`;
}
