import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AngularNodeAppEngine, writeResponseToNodeResponse } from '@angular/ssr/node';
import type { Request, RequestHandler, Response as ExpressResponse } from 'express';
import { PageCache, type RenderedPage } from './page-cache';
import type { RenderContext } from './render-context';
import { contentSecurityPolicy, NONCE_PLACEHOLDER } from './security-headers';
import type { Settings } from './settings';

/** Renders pages. Each answer carries a nonce of its own, in its policy and on its scripts. */
export function pages(settings: Settings, browserFolder: string): RequestHandler {
  const engine = new AngularNodeAppEngine({ allowedHosts: settings.allowedHosts });
  const context: RenderContext = { gatewayUrl: settings.gatewayUrl };
  const cache = new PageCache();
  return async (request, response) => {
    let other: Response | undefined;
    const render = async (): Promise<RenderedPage | null> => {
      const page = await engine.handle(request, context);
      if (page && isPage(page)) return { status: page.status, html: await page.text() };
      other = page ?? undefined;
      return null;
    };
    const page = await cache.get(keyOf(request), render);
    if (page) return send(response.status(page.status), page.html, settings);
    if (other) return writeResponseToNodeResponse(other, response);
    // The page could not be rendered here: the browser may have more luck, and says so if not.
    send(response.status(500), await readFile(join(browserFolder, 'index.csr.html'), 'utf8'), settings);
  };
}

/** The host is part of a page: it stands in its links to itself. */
const keyOf = (request: Request): string => `${request.protocol}://${request.headers.host}${request.originalUrl}`;

const isPage = (page: Response): boolean =>
  page.headers.get('content-type')?.includes('text/html') === true && !page.headers.has('location');

function send(response: ExpressResponse, html: string, settings: Settings): void {
  const nonce = randomBytes(16).toString('base64');
  response.set('Content-Security-Policy', contentSecurityPolicy(nonce, settings));
  // Pages may be kept, but are asked for again each time: prices and stock move.
  response.set('Cache-Control', 'no-cache').type('html').send(html.replaceAll(NONCE_PLACEHOLDER, nonce));
}
