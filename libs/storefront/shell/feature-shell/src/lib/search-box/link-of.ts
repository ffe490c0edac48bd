import type { SearchSuggestion } from '@mercury/search/contracts';

/** Where a suggestion leads. */
export function linkOf({ kind, slug, text }: SearchSuggestion): {
  path: string[];
  queryParams?: Record<string, string>;
} {
  if (kind === 'product' && slug) return { path: ['/p', slug] };
  if (kind === 'category' && slug) return { path: ['/c', slug] };
  if (kind === 'brand') return { path: ['/search'], queryParams: { brand: text } };
  return { path: ['/search'], queryParams: { q: text } };
}
