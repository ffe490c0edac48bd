import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One of the SQL objects beside this file, by name. */
export function sqlFile(name: string): string {
  return readFileSync(join(__dirname, 'sql', `${name}.sql`), 'utf8');
}
