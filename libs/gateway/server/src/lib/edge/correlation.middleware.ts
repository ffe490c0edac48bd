import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import { traceHttp, withCorrelation } from '@mercury/platform/observability';

/**
 * Every request has a correlation id, taken from its sender or made here, and belongs to a trace; the answer names both, and
 * logs, calls to services and events carry them.
 */
export function correlation(request: Request, response: Response, next: NextFunction): void {
  const given = request.headers['x-correlation-id'];
  const correlationId = typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
  response.setHeader('X-Correlation-Id', correlationId);
  traceHttp(request, response, () => withCorrelation({ correlationId }, next));
}
