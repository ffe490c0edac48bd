import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMainModule } from '@angular/ssr/node';
import { readSettings } from './server/settings';
import { storefrontServer } from './server/storefront-server';

const settings = readSettings(process.env);
const browserFolder = join(dirname(fileURLToPath(import.meta.url)), '../browser');

if (isMainModule(import.meta.url)) {
  const server = storefrontServer(settings, browserFolder).listen(settings.port, () => {
    process.stdout.write(`storefront listens on port ${settings.port}\n`);
  });
  server.keepAliveTimeout = 65_000;
  // Nothing here is half done when it stops: open streams are told by their end, and the browser comes back.
  const stop = () => {
    server.close(() => process.exit(0));
    server.closeAllConnections();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop);
}
