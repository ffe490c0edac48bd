import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { workspace } from './workspace.mjs';

/** Settings of this machine that should outlast a shell: `.env.local`, never committed. What the shell says wins. */
export function loadLocalSettings(env = process.env) {
  const file = join(workspace, '.env.local');
  if (!existsSync(file)) return;
  for (const [name, value] of Object.entries(parseEnv(readFileSync(file, 'utf8')))) env[name] ??= value;
}
