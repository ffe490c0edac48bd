import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * The file or folder that the caller meant by `path`. npm and nx start tools in the workspace; `INIT_CWD` of `env` is where
 * the caller stands, and is tried first. Throws with both places when neither has it.
 */
export function callerPath(path: string, env: { readonly INIT_CWD?: string | undefined }, cwd = '.'): string {
  const tried = [...new Set([env.INIT_CWD ?? cwd, cwd].map((from) => resolve(from, path)))];
  const found = tried.find((candidate) => existsSync(candidate));
  if (!found) throw new Error(`There is no ${tried.join(', and no ')}`);
  return found;
}
