import type { NextFunction, Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';

const API_POLICY = { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } };
const DOCS_POLICY = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    // Swagger UI styles its parts inline.
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    frameAncestors: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
  },
};

/** Answers of an API load nothing and are framed by nobody; they are private, so nobody keeps them unless a route says so. */
export function securityHeaders(https: boolean): RequestHandler {
  const common = { hsts: https, crossOriginEmbedderPolicy: false } as const;
  const api = helmet({ ...common, contentSecurityPolicy: API_POLICY });
  const docs = helmet({ ...common, contentSecurityPolicy: DOCS_POLICY });
  return (request: Request, response: Response, next: NextFunction): void => {
    response.setHeader('Cache-Control', 'no-store');
    // The emulator's pages are its own and bring their own policy.
    if (request.path.startsWith('/api/payments/emulator/')) return next();
    (request.path.startsWith('/api/docs') ? docs : api)(request, response, next);
  };
}
