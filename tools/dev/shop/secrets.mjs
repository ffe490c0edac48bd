import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { state } from '../machine/workspace.mjs';

const draw = () => randomBytes(32).toString('hex');

/** Every secret of an installation, and how it is drawn. The staff's first password is shorter: people type it. */
const draws = {
  SESSION_SECRET: draw,
  STRIPE_WEBHOOK_SECRET: () => `whsec_${draw()}`,
  DATABASE_ROLE_SECRET: draw,
  PERSONAL_DATA_KEY: draw,
  SIMULATOR_KEY: draw,
  ADMIN_PASSWORD: () => randomBytes(15).toString('base64url'),
};

/**
 * Secrets of this machine's shop, drawn once and kept in .mercury: there is no default secret that anyone could know. A
 * file from before a secret was invented gets that one drawn now. What the environment names itself wins: Stripe's own
 * signing secret for instance.
 */
export function localSecrets() {
  return Object.fromEntries(Object.entries(drawnSecrets()).map(([name, drawn]) => [name, process.env[name] || drawn]));
}

function drawnSecrets() {
  const file = join(state, 'secrets.json');
  const known = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const missing = Object.entries(draws).filter(([name]) => !known[name]);
  if (missing.length === 0) return known;
  const secrets = { ...known, ...Object.fromEntries(missing.map(([name, drawOne]) => [name, drawOne()])) };
  mkdirSync(state, { recursive: true });
  writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return secrets;
}
