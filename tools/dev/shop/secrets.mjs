import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { state } from '../machine/workspace.mjs';

/**
 * Secrets of this machine's shop, drawn once and kept in .mercury: there is no default secret that anyone could know. What
 * the environment names itself wins: Stripe's own signing secret for instance.
 */
export function localSecrets() {
  return Object.fromEntries(Object.entries(drawnSecrets()).map(([name, drawn]) => [name, process.env[name] || drawn]));
}

function drawnSecrets() {
  const file = join(state, 'secrets.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const draw = () => randomBytes(32).toString('hex');
  const secrets = {
    SESSION_SECRET: draw(),
    STRIPE_WEBHOOK_SECRET: `whsec_${draw()}`,
    DATABASE_ROLE_SECRET: draw(),
    PERSONAL_DATA_KEY: draw(),
    SIMULATOR_KEY: draw(),
  };
  mkdirSync(state, { recursive: true });
  writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return secrets;
}
