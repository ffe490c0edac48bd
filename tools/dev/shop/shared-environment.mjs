import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { state } from '../machine/workspace.mjs';
import { localSecrets } from './secrets.mjs';

/** What every process of the shop is told. Also written to .mercury/runtime.env, for tools that join a running shop. */
export function sharedEnvironment(ports, { databaseUrl, redisUrl }) {
  const emulator = process.env.STRIPE_SECRET_KEY
    ? {}
    : {
        STRIPE_SECRET_KEY: 'sk_test_emulator',
        STRIPE_PUBLISHABLE_KEY: 'pk_test_emulator',
        STRIPE_API_BASE: `http://127.0.0.1:${ports.stripeEmulator}`,
      };
  const shared = {
    NODE_ENV: process.env.NODE_ENV || 'development',
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    MEDIA_DIR: process.env.MEDIA_DIR || join(state, 'media'),
    PUBLIC_URL: process.env.PUBLIC_URL || `http://localhost:${ports.storefront}`,
    GATEWAY_URL: `http://127.0.0.1:${ports.gateway}`,
    // Compiled code is kept between starts: eight processes load the same packages.
    NODE_COMPILE_CACHE: join(state, 'cache/compile'),
    ...emulator,
    // A secret that the environment names itself wins over the one that was drawn.
    ...Object.fromEntries(Object.entries(localSecrets()).map(([name, drawn]) => [name, process.env[name] || drawn])),
  };
  const lines = Object.entries(shared).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(join(state, 'runtime.env'), lines.join(''), { mode: 0o600 });
  return shared;
}
