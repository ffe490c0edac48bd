import type { ProductCard } from '@mercury/catalog/contracts';

/** A product as the index holds it: exactly the fields of the mapping. */
export interface ProductDocument {
  readonly product_id: string;
  readonly card: Omit<ProductCard, 'inStock'>;
  readonly title: string;
  readonly brand_and_codes: string;
  readonly description: string;
  readonly features: string;
  readonly words: readonly string[];
  readonly codes: readonly string[];
  readonly brand: string;
  readonly category_path: readonly string[];
  readonly category_edges: readonly string[];
  readonly attrs: readonly string[];
  readonly price_minor: number;
  readonly in_stock: boolean;
  readonly released_on: string | null;
  readonly listed: number;
  readonly sort_title: string;
}

/** A row of the PostgreSQL engine's documents, with the codes and the stock that stand beside it. */
export interface DocumentRow {
  readonly product_id: string;
  readonly card: Omit<ProductCard, 'inStock'>;
  readonly title: string;
  readonly brand: string;
  readonly description: string;
  readonly features: string;
  readonly words: readonly string[];
  readonly codes: readonly string[];
  readonly category_path: readonly string[];
  readonly attrs: readonly string[];
  readonly price_minor: number;
  readonly released_on: string | null;
  readonly listed: number;
  readonly in_stock: boolean;
}

/** The same product for Elasticsearch. */
export function toProductDocument({ brand, ...row }: DocumentRow): ProductDocument {
  return {
    ...row,
    brand,
    brand_and_codes: [brand, ...row.codes].join(' '),
    category_edges: row.category_path.map((slug, depth) => `${row.category_path[depth - 1] ?? ''}/${slug}`),
    sort_title: row.title,
  };
}
