import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AngularNodeAppEngine, writeResponseToNodeResponse } from '@angular/ssr/node';
import type { RequestHandler, Response as ExpressResponse } from 'express';
import type { RenderContext } from './render-context';
import { contentSecurityPolicy, NONCE_PLACEHOLDER } from './security-headers';
import type { Settings } from './settings';

/** Renders pages. Each answer carries a nonce of its own, in its policy and on its scripts. */
export function pages(settings: Settings, browserFolder: string): RequestHandler {
  const engine = new AngularNodeAppEngine({ allowedHosts: settings.allowedHosts });
  const context: RenderContext = { gatewayUrl: settings.gatewayUrl };
  return async (request, response) => {
    const page = await engine.handle(request, context);
    if (!page) {
      // The page could not be rendered here: the browser may have more luck, and says so if not.
      const shell = await readFile(join(browserFolder, 'index.csr.html'), 'utf8');
      return send(response.status(500), shell, settings);
    }
    page.headers.forEach((value, name) => response.setHeader(name, value));
    if (!page.headers.get('content-type')?.includes('text/html')) return writeResponseToNodeResponse(page, response);
    send(response.status(page.status), await page.text(), settings);
  };
}

function send(response: ExpressResponse, html: string, settings: Settings): void {
  const nonce = randomBytes(16).toString('base64');
  response.set('Content-Security-Policy', contentSecurityPolicy(nonce, settings));
  // Pages may be kept, but are asked for again each time: prices and stock move.
  response.set('Cache-Control', 'no-cache').type('html').send(html.replaceAll(NONCE_PLACEHOLDER, nonce));
}
