import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of this checkout. */
export const workspace = join(dirname(fileURLToPath(import.meta.url)), '../../..');

/** What a running shop keeps: databases, artwork, logs, secrets of this machine. Never committed; delete it to start anew. */
export const state = join(workspace, '.mercury');
