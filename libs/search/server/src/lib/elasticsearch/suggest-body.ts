import type { estypes } from '@elastic/elasticsearch';
import type { ProductCard } from '@mercury/catalog/contracts';
import type { SearchSuggestion } from '@mercury/search/contracts';
import { categoryTitle } from '../facets';
import { literally } from './filters';

const CATEGORIES = 3;
const BRANDS = 2;

/** Products with a word that begins as typed, and over all products the categories and brands whose name does. */
export function suggestBody(prefix: string, limit: number, timeoutMs: number): estypes.SearchRequest {
  const typed = prefix.toLowerCase();
  const fields = ['title.prefix', 'title.prefix._2gram', 'title.prefix._3gram'];
  return {
    query: { multi_match: { query: typed, type: 'bool_prefix', operator: 'and', fields } },
    aggs: {
      all: {
        global: {},
        aggs: {
          categories: {
            terms: {
              field: 'category_path',
              include: `(.*-)?${literally(typed.replaceAll(' ', '-'))}.*`,
              size: CATEGORIES,
            },
          },
          brands: { terms: { field: 'brand', include: `${whateverCase(typed)}.*`, size: BRANDS } },
        },
      },
    },
    sort: [{ _score: { order: 'desc' } }, { listed: 'asc' }, { product_id: 'asc' }],
    size: limit,
    _source: ['card'],
    track_total_hits: false,
    timeout: `${timeoutMs}ms`,
  };
}

/** Categories first, then brands, then products, as the PostgreSQL engine has them. */
export function suggestionsOf(
  answer: estypes.SearchResponse<{ card: ProductCard }>,
  limit: number,
): SearchSuggestion[] {
  const { categories, brands } = answer.aggregations?.['all'] as unknown as Record<
    'categories' | 'brands',
    { buckets: { key: string }[] }
  >;
  return [
    ...categories.buckets.map(({ key }) => ({ kind: 'category' as const, text: categoryTitle(key), slug: key })),
    ...brands.buckets.map(({ key }) => ({ kind: 'brand' as const, text: key })),
    ...answer.hits.hits.flatMap(({ _source }) =>
      _source
        ? [{ kind: 'product' as const, text: _source.card.title, slug: _source.card.slug, image: _source.card.image }]
        : [],
    ),
  ].slice(0, limit);
}

/** `Osk` or `osk`: a keyword is compared letter by letter, so the pattern allows both cases of each. */
function whateverCase(text: string): string {
  return [...text]
    .map((letter) => (/\p{L}/u.test(letter) ? `[${letter.toLowerCase()}${letter.toUpperCase()}]` : literally(letter)))
    .join('');
}
