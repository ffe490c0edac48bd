import { randomBytes } from 'node:crypto';
import { AngularNodeAppEngine, writeResponseToNodeResponse } from '@angular/ssr/node';
import type { RequestHandler } from 'express';
import type { RenderContext } from './render-context';
import { contentSecurityPolicy, NONCE_PLACEHOLDER } from './security-headers';
import type { Settings } from './settings';

/** Renders pages. Each answer carries a nonce of its own, in its policy and on its scripts. */
export function pages(settings: Settings): RequestHandler {
  const engine = new AngularNodeAppEngine({ allowedHosts: settings.allowedHosts });
  const context: RenderContext = { gatewayUrl: settings.gatewayUrl };
  return async (request, response, next) => {
    const page = await engine.handle(request, context);
    if (!page) return next();
    if (!page.headers.get('content-type')?.includes('text/html')) return writeResponseToNodeResponse(page, response);
    const nonce = randomBytes(16).toString('base64');
    const html = (await page.text()).replaceAll(NONCE_PLACEHOLDER, nonce);
    response.status(page.status);
    page.headers.forEach((value, name) => response.setHeader(name, value));
    response.set('Content-Security-Policy', contentSecurityPolicy(nonce, settings));
    // Pages may be kept, but are asked for again each time: prices and stock move.
    response.set('Cache-Control', 'no-cache');
    response.send(html);
  };
}
