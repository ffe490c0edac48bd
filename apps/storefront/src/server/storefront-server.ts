import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import compression from 'compression';
import express, { type ErrorRequestHandler, type Express } from 'express';
import { apiProxy } from './api-proxy';
import { buildFiles, isHashed } from './build-files';
import { pages } from './pages';
import { securityHeaders } from './security-headers';
import type { Settings } from './settings';

const YEAR = { maxAge: '365d', immutable: true } as const;

/** The public face of the shop: the API by proxy, pictures, files of the build, pages. */
export function storefrontServer(settings: Settings, browserFolder: string): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.use(apiProxy(settings.gatewayUrl));
  app.use(securityHeaders(settings));
  app.get('/health/live', (_request, response) => void response.json({ status: 'ok' }));
  app.get('/health/ready', async (_request, response) => {
    const ready = await gatewayAnswers(settings.gatewayUrl);
    response.status(ready ? 200 : 503).json({ status: ready ? 'ok' : 'error', gateway: ready ? 'up' : 'down' });
  });
  // A picture's name changes with what it shows, so it may be kept for good.
  app.use('/media', express.static(settings.mediaDir, { ...YEAR, index: false, fallthrough: false }));
  app.use(buildFiles(browserFolder));
  app.use(compression());
  app.use(
    express.static(browserFolder, {
      index: false,
      redirect: false,
      maxAge: '1h',
      setHeaders: (response, path) => {
        if (isHashed(`/${basename(path)}`)) response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
      },
    }),
  );
  app.use(pages(settings, browserFolder));
  app.use(answerErrors);
  if (!existsSync(join(browserFolder, 'favicon.svg')))
    throw new Error(`no build of the storefront at ${browserFolder}`);
  return app;
}

async function gatewayAnswers(gatewayUrl: string): Promise<boolean> {
  try {
    await fetch(`${gatewayUrl}/api/categories`, { method: 'HEAD', signal: AbortSignal.timeout(1_500) });
    return true;
  } catch {
    return false;
  }
}

// Express knows an error handler by its four parameters.
const answerErrors: ErrorRequestHandler = (error: { status?: number }, _request, response, _next) => {
  const status = error.status ?? 500;
  if (status >= 500) process.stderr.write(`${String(error)}\n`);
  response
    .status(status)
    .type('text/plain')
    .send(status === 404 ? 'Not found' : 'Something went wrong');
};
