import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DomainError } from '@mercury/platform/errors';

const LIMIT = '100kb';
const BEACON_LIMIT = '64kb';
const WEBHOOK_LIMIT = '256kb';

/**
 * Reads bodies: JSON everywhere; a beacon may call its JSON plain text, since `navigator.sendBeacon` does; a webhook stays
 * the bytes it was, since Stripe signed those. Any other kind of body is refused, never ignored.
 */
export function useBodyParsers(app: NestExpressApplication): void {
  app.use('/api/payments/webhooks/stripe', naming(express.raw({ type: () => true, limit: WEBHOOK_LIMIT })));
  app.use('/api/activity', naming(express.text({ type: isText, limit: BEACON_LIMIT })), parseText);
  app.use('/api/activity', naming(express.json({ limit: BEACON_LIMIT })));
  app.use(naming(express.json({ limit: LIMIT })));
  app.use('/api', refuseOtherKinds);
}

function isText(request: { headers: { 'content-type'?: string } }): boolean {
  return /^text\/plain\b/i.test(request.headers['content-type'] ?? '');
}

function parseText(request: Request, _response: Response, next: NextFunction): void {
  if (typeof request.body !== 'string') return next();
  try {
    request.body = JSON.parse(request.body);
    next();
  } catch (cause) {
    next(malformed(cause));
  }
}

function refuseOtherKinds(request: Request, _response: Response, next: NextFunction): void {
  const hasBody =
    request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
  if (!hasBody || request.body !== undefined) return next();
  next(
    new DomainError('request.unsupported_media_type', {
      status: 415,
      message: 'Send JSON: Content-Type: application/json',
    }),
  );
}

/** Express' parsers throw errors of their own: ours have codes. */
function naming(parser: RequestHandler): RequestHandler {
  return (request, response, next) => {
    // A parser that ran before has read the body already.
    if (request.body !== undefined) return next();
    parser(request, response, (error?: unknown) => next(error ? named(error) : undefined));
  };
}

function named(error: unknown): unknown {
  const type = error instanceof Error && 'type' in error ? error.type : undefined;
  switch (type) {
    case 'entity.parse.failed':
      return malformed(error);
    case 'entity.too.large':
      return new DomainError('request.too_large', { status: 413, message: 'The body is too large', cause: error });
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return new DomainError('request.unsupported_media_type', { status: 415, cause: error });
    case 'request.aborted':
    case 'request.size.invalid':
      return new DomainError('request.incomplete', { status: 400, cause: error });
    default:
      return error;
  }
}

function malformed(cause: unknown): DomainError {
  return new DomainError('request.malformed_json', { status: 400, message: 'The body is not valid JSON', cause });
}
