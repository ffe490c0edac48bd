// Entry of every service container: `entrypoint.mjs apps/catalog/src/main.js`, or `setup` for migrations and seed.
// The setup container draws this installation's secrets once into a volume that the others only read.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const secretsFile = '/secrets/secrets.json';
const compiled = join(import.meta.dirname, '../dist/node');
const [target] = process.argv.slice(2);

if (target === 'setup') {
  drawSecrets();
  loadSecrets();
  for (const script of ['apps/worker/src/migrate.js', 'apps/gateway/src/seed-accounts.js', 'tools/seed/src/main.js']) {
    const run = spawnSync(process.execPath, ['--enable-source-maps', join(compiled, script)], { stdio: 'inherit' });
    if (run.status !== 0) process.exit(run.status ?? 1);
  }
} else {
  loadSecrets();
  // The staff's first password is for the set-up alone.
  delete process.env.ADMIN_PASSWORD;
  createRequire(import.meta.url)(join(compiled, target));
}

/** Draws what is missing: a volume from before a secret was invented gets that one now. */
function drawSecrets() {
  const draw = () => randomBytes(32).toString('hex');
  const known = existsSync(secretsFile) ? JSON.parse(readFileSync(secretsFile, 'utf8')) : {};
  const secrets = {
    SESSION_SECRET: draw(),
    STRIPE_WEBHOOK_SECRET: `whsec_${draw()}`,
    DATABASE_ROLE_SECRET: draw(),
    PERSONAL_DATA_KEY: draw(),
    SIMULATOR_KEY: draw(),
    ADMIN_PASSWORD: randomBytes(15).toString('base64url'),
    ...known,
  };
  writeFileSync(secretsFile, JSON.stringify(secrets), { mode: 0o600 });
  if (!known.ADMIN_PASSWORD)
    console.log('Staff: admin@mercury.example; the password is ADMIN_PASSWORD in the secrets volume.');
}

/** What the environment names itself wins over what was drawn. */
function loadSecrets() {
  const secrets = JSON.parse(readFileSync(secretsFile, 'utf8'));
  for (const [name, value] of Object.entries(secrets)) process.env[name] ??= value;
}
