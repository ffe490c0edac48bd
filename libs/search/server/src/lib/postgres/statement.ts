import type { SearchRequest } from '@mercury/search/contracts';
import { filtersOf, freeUnits, orderOf, type Sql } from './search-sql';

const VALUES_PER_FACET = 30;
const ATTRIBUTES = 8;

/** One statement for the page, the total, the prices and every facet: one snapshot, one round trip. */
export function searchStatement(request: SearchRequest, hits: Sql | undefined, limit: number, offset: number): Sql {
  const filters = [...filtersOf(request)];
  const columns = filters.map(([, { text }], index) => `, (${text}) AS f${index}`).join('');
  const allBut = (key?: string) =>
    filters.flatMap(([other], index) => (other === key ? [] : [`f${index}`])).join(' AND ') || 'true';
  const category = request.category
    ? { text: 'WHERE d.category_path @> ARRAY[?::text]', params: [request.category] }
    : { text: '', params: [] };
  const depth = request.category
    ? { text: 'array_position(category_path, ?::text) + 1', params: [request.category] }
    : { text: '1', params: [] };
  const attributes = filters.flatMap(([key]) => (key.startsWith('attr.') ? [key] : []));
  const own = attributes.map((key) => ({
    text: ` UNION ALL SELECT split_part(v, '=', 1), substr(v, strpos(v, '=') + 1), count(*)::int FROM base, unnest(attrs) AS v
             WHERE ${allBut(key)} AND split_part(v, '=', 1) = ? GROUP BY 1, 2`,
    params: [key.slice('attr.'.length)],
  }));
  const text = `
    WITH ${hits ? `${hits.text},` : ''}
    base AS MATERIALIZED (
      SELECT d.product_id, d.card, d.title, d.brand, d.category_path, d.attrs, d.price_minor, d.released_on, d.listed,
             ${hits ? 'h.score' : '0'} AS score${columns}
        FROM search.documents d ${hits ? 'JOIN hits h USING (product_id)' : ''} ${category.text}
    ), page AS MATERIALIZED (
      SELECT * FROM base WHERE ${allBut()} ORDER BY ${orderOf(request)} LIMIT ? OFFSET ?
    ), attribute_counts AS MATERIALIZED (
      SELECT split_part(v, '=', 1) AS name, substr(v, strpos(v, '=') + 1) AS value, count(*)::int AS count
        FROM base, unnest(attrs) AS v
       WHERE ${allBut()} AND split_part(v, '=', 1) <> ALL (ARRAY(SELECT jsonb_array_elements_text(?::jsonb))) GROUP BY 1, 2
      ${own.map((part) => part.text).join('')}
    ), names AS (
      SELECT name FROM attribute_counts GROUP BY name HAVING count(*) BETWEEN 2 AND 60
       ORDER BY sum(count) DESC, name LIMIT ${ATTRIBUTES}
    )
    SELECT
      (SELECT coalesce(json_agg(card || jsonb_build_object('inStock', ${freeUnits('page')}) ORDER BY ${orderOf(request)}), '[]') FROM page) AS items,
      (SELECT count(*)::int FROM base WHERE ${allBut()}) AS total,
      (SELECT json_build_object('minMinor', min(price_minor), 'maxMinor', max(price_minor)) FROM base WHERE ${allBut('price')}) AS price,
      (SELECT coalesce(json_agg(b), '[]') FROM (SELECT brand AS value, count(*)::int FROM base WHERE ${allBut('brand')}
          GROUP BY brand ORDER BY 2 DESC, 1 LIMIT ${VALUES_PER_FACET}) b) AS brands,
      (SELECT coalesce(json_agg(c), '[]') FROM (SELECT category_path[${depth.text}] AS value, count(*)::int FROM base WHERE ${allBut()}
          GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${VALUES_PER_FACET}) c) AS categories,
      (SELECT coalesce(json_agg(a), '[]') FROM (SELECT name, value, count FROM attribute_counts
          WHERE name IN (SELECT name FROM names) OR name IN (SELECT jsonb_array_elements_text(?::jsonb))
          ORDER BY name, count DESC, value) a) AS attributes`;
  const chosen = JSON.stringify(attributes.map((key) => key.slice('attr.'.length)));
  return {
    text,
    params: [
      ...(hits?.params ?? []),
      ...filters.flatMap(([, { params }]) => params),
      ...category.params,
      limit,
      offset,
      chosen,
      ...own.flatMap(({ params }) => params),
      ...depth.params,
      chosen,
    ],
  };
}
