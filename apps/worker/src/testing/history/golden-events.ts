import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NewEvent } from '@mercury/platform/event-store';

const libraries = join(__dirname, '../../../../../libs');
const goldens = new Map<string, object>();
for (const context of readdirSync(libraries)) {
  const folder = join(libraries, context, 'server/src/lib/events/golden');
  if (!existsSync(folder)) continue;
  for (const name of readdirSync(folder))
    goldens.set(name.replace(/\.json$/, ''), JSON.parse(readFileSync(join(folder, name), 'utf8')) as object);
}

/** Every version of every event type that was ever released: `orders.order.placed.v2`. */
export const goldenNames: readonly string[] = [...goldens.keys()].sort();

/** An event as its golden file has it, but for what is given. Version 1 where none is named. */
export function golden(type: string, data: object = {}, schemaVersion = 1): NewEvent {
  const known = goldens.get(`${type}.v${schemaVersion}`);
  if (!known) throw new Error(`there is no golden file of ${type} version ${schemaVersion}`);
  return { type, data: { ...known, ...data }, schemaVersion };
}
