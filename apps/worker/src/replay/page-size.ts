import type { Projection } from '@mercury/platform/projections';

/** Large pages amortise a transaction; in Redis a page is one script, and no script may hold up everybody else. */
export function pageSizeOf(projection: Projection): number {
  return 'tables' in projection ? 5_000 : 500;
}
