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
  for (const script of ['apps/worker/src/migrate.js', 'tools/seed/src/main.js']) {
    const run = spawnSync(process.execPath, ['--enable-source-maps', join(compiled, script)], { stdio: 'inherit' });
    if (run.status !== 0) process.exit(run.status ?? 1);
  }
} else {
  loadSecrets();
  createRequire(import.meta.url)(join(compiled, target));
}

function drawSecrets() {
  if (existsSync(secretsFile)) return;
  const draw = () => randomBytes(32).toString('hex');
  const secrets = {
    SESSION_SECRET: draw(),
    STRIPE_WEBHOOK_SECRET: `whsec_${draw()}`,
    DATABASE_ROLE_SECRET: draw(),
    PERSONAL_DATA_KEY: draw(),
    SIMULATOR_KEY: draw(),
  };
  writeFileSync(secretsFile, JSON.stringify(secrets), { mode: 0o600 });
}

/** What the environment names itself wins over what was drawn. */
function loadSecrets() {
  const secrets = JSON.parse(readFileSync(secretsFile, 'utf8'));
  for (const [name, value] of Object.entries(secrets)) process.env[name] ??= value;
}
