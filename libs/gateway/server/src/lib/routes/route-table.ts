import type { Role } from '@mercury/identity/contracts';
import type { LimitClass } from '../limits/limit-budgets';

/** What a route demands of its caller. */
export interface RouteRule {
  readonly access: 'everyone' | readonly Role[];
  readonly limit: LimitClass;
  /**
   * `keyed`: needs an Idempotency-Key and a CSRF token, and its answer is kept. `rerun`: needs both too, but runs again
   * when repeated, since its answer carries cookies that may not be kept. Reads and machine doors have none.
   */
  readonly command?: 'keyed' | 'rerun';
}

const read: RouteRule = { access: 'everyone', limit: 'read' };
const command: RouteRule = { access: 'everyone', limit: 'command', command: 'keyed' };
const credentials: RouteRule = { access: 'everyone', limit: 'login', command: 'rerun' };
const stream: RouteRule = { access: 'everyone', limit: 'stream' };
const probe: RouteRule = { access: 'everyone', limit: 'none' };

/** Every route of the gateway and who may use it. A route that is not here is closed to everybody; a spec finds it. */
export const routeTable: Readonly<Record<string, RouteRule>> = {
  'GET /api/session': read,
  'POST /api/session/register': credentials,
  'POST /api/session/login': credentials,
  'POST /api/session/logout': { ...command, command: 'rerun' },
  'GET /api/categories': read,
  'GET /api/products/:slug': read,
  'GET /api/products': read,
  'GET /api/search': read,
  'GET /api/search/suggest': read,
  'GET /api/trending': read,
  'GET /api/trending/stream': stream,
  'GET /api/recommendations/product/:productId': read,
  'GET /api/recommendations/for-you': read,
  'POST /api/activity': { access: 'everyone', limit: 'beacon' },
  'GET /api/cart': read,
  'POST /api/cart/lines': command,
  'PUT /api/cart/lines/:variantId': command,
  'DELETE /api/cart/lines/:variantId': command,
  'GET /api/shipping-methods': read,
  'POST /api/orders': command,
  'GET /api/orders': read,
  'GET /api/orders/:orderId': read,
  'GET /api/orders/:orderId/stream': stream,
  'POST /api/orders/:orderId/payments': command,
  'POST /api/orders/:orderId/cancel': command,
  'GET /api/payments/config': read,
  'POST /api/payments/webhooks/stripe': { access: 'everyone', limit: 'webhook' },
  'GET /api/admin/risk/reviews': { access: ['merchant', 'analyst', 'admin'], limit: 'read' },
  'POST /api/admin/risk/reviews/:assessmentId': { ...command, access: ['merchant', 'admin'] },
  'GET /health/live': probe,
  'GET /health/ready': probe,
  'GET /health/startup': probe,
  'GET /metrics': probe,
};
