// Entry of every service container: `entrypoint.mjs apps/catalog/src/main.js`, or `setup` for secrets, migrations and seed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { completedSecrets } from '../tools/dev/shop/draw-secrets.mjs';

const secretsFile = '/secrets/secrets.json';
const compiled = join(import.meta.dirname, '../dist/node');
const setUp = ['apps/worker/src/migrate.js', 'apps/gateway/src/seed-accounts.js', 'tools/seed/src/main.js'];
const emulator = {
  STRIPE_SECRET_KEY: 'sk_test_emulator',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_emulator',
  STRIPE_API_BASE: 'http://stripe-emulator:3107',
};
const [target] = process.argv.slice(2);

if (target === 'setup') {
  drawSecrets();
  completeEnvironment();
  for (const script of setUp) {
    const run = spawnSync(process.execPath, ['--enable-source-maps', join(compiled, script)], { stdio: 'inherit' });
    if (run.status !== 0) process.exit(run.status ?? 1);
  }
} else {
  completeEnvironment();
  // The staff's first password is for the set-up alone.
  delete process.env.ADMIN_PASSWORD;
  createRequire(import.meta.url)(join(compiled, target));
}

/** Draws this installation's secrets once, into a volume that the other containers only read. */
function drawSecrets() {
  const known = existsSync(secretsFile) ? JSON.parse(readFileSync(secretsFile, 'utf8')) : {};
  const completed = completedSecrets(known);
  if (!completed) return;
  writeFileSync(secretsFile, JSON.stringify(completed), { mode: 0o600 });
  console.log('Staff: admin@mercury.example; the password is ADMIN_PASSWORD in the secrets volume (docker/README.md).');
}

/** What the environment names itself wins over what was drawn. Without a key of Stripe the emulator is used. */
function completeEnvironment() {
  const secrets = JSON.parse(readFileSync(secretsFile, 'utf8'));
  for (const [name, value] of Object.entries(secrets)) process.env[name] ||= value;
  if (!process.env.STRIPE_SECRET_KEY) Object.assign(process.env, emulator);
}
