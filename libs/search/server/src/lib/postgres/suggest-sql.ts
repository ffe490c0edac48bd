import type { Sql } from './search-sql';

/** Categories and brands whose name begins with what was typed, then products with a word that does. */
export function suggestSql(prefix: string, limit: number): Sql {
  const like = `${prefix.toLowerCase().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return {
    text: `
      SELECT suggestion FROM (
        (SELECT 1 AS rank, n, json_build_object('kind', 'category', 'text', initcap(replace(replace(slug, '-and-', ' & '), '-', ' ')), 'slug', slug) AS suggestion
           FROM (SELECT slug, count(*) AS n FROM search.documents, unnest(category_path) AS slug
                  WHERE replace(slug, '-', ' ') LIKE ? OR replace(slug, '-', ' ') LIKE ? GROUP BY slug ORDER BY n DESC, slug LIMIT 3) c)
        UNION ALL
        (SELECT 2, n, json_build_object('kind', 'brand', 'text', brand)
           FROM (SELECT brand, count(*) AS n FROM search.documents WHERE lower(brand) LIKE ? GROUP BY brand ORDER BY n DESC, brand LIMIT 2) b)
        UNION ALL
        (SELECT 3, -listed, json_build_object('kind', 'product', 'text', title, 'slug', card ->> 'slug', 'image', card -> 'image')
           FROM (SELECT * FROM search.documents WHERE lower(title) LIKE ? OR lower(title) LIKE ?
                  ORDER BY (lower(title) LIKE ?) DESC, length(title), listed LIMIT ?) p)
      ) s ORDER BY rank, n DESC LIMIT ?`,
    params: [like, `% ${like}`, like, like, `% ${like}`, like, limit, limit],
  };
}
