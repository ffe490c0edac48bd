import type { RequestHandler } from 'express';
import type { Settings } from './settings';

/** Stands for the nonce in everything that the Angular build and renderer write; each response gets a fresh one. */
export const NONCE_PLACEHOLDER = '__CSP_NONCE__';

/**
 * Only our own scripts run, and of those inside a page only the ones that carry this response's nonce. Style attributes
 * are let through since the renderer writes them for bound styles; they cannot run anything.
 */
export function contentSecurityPolicy(nonce: string, { secure, cardOrigins }: Settings): string {
  const directives: Record<string, readonly string[]> = {
    'default-src': ["'self'"],
    'script-src': ["'self'", `'nonce-${nonce}'`, 'https://js.stripe.com'],
    'style-src': ["'self'", `'nonce-${nonce}'`],
    'style-src-attr': ["'unsafe-inline'"],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'", ...cardOrigins],
    'frame-src': ['https://js.stripe.com', 'https://hooks.stripe.com'],
    'object-src': ["'none'"],
    'base-uri': ["'self'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
    ...(secure && { 'upgrade-insecure-requests': [] }),
  };
  return Object.entries(directives)
    .map(([name, values]) => [name, ...values].join(' '))
    .join('; ');
}

/** Headers that every answer of this server carries. */
export function securityHeaders({ secure }: Settings): RequestHandler {
  const headers = {
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(self "https://js.stripe.com")',
    ...(secure && { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' }),
  };
  return (_request, response, next) => {
    response.set(headers);
    next();
  };
}
