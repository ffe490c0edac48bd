import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { state } from '../machine/workspace.mjs';
import { completedSecrets } from './draw-secrets.mjs';

/**
 * Secrets of this machine's shop, drawn once and kept in .mercury: there is no default secret that anyone could know. A
 * file from before a secret was invented gets that one drawn now.
 */
export function localSecrets() {
  const file = join(state, 'secrets.json');
  const known = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const completed = completedSecrets(known);
  if (!completed) return known;
  mkdirSync(state, { recursive: true });
  writeFileSync(file, JSON.stringify(completed, null, 2), { mode: 0o600 });
  return completed;
}
