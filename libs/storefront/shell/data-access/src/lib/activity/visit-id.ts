import { RandomIdGenerator } from '@mercury/shared/util-ids';

const KEY = 'mercury.visit';

/** One id for each visit: it lasts as long as the tab. Storage may be denied; then each page load is a visit. */
export function visitId(storage: () => Storage = () => sessionStorage): string {
  const fresh = new RandomIdGenerator().next();
  try {
    const kept = storage().getItem(KEY);
    if (kept) return kept;
    storage().setItem(KEY, fresh);
  } catch {
    return fresh;
  }
  return fresh;
}
