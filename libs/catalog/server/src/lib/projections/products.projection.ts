import type { ProductDescription, ProductEvent } from '@mercury/catalog/contracts';
import type { PostgresProjection } from '@mercury/platform/projections';

/** Products and their variants as pages show them; stock is beside it, written inline. */
export const productsProjection: PostgresProjection = {
  name: 'catalog-products',
  version: 1,
  topics: ['commerce'],
  handles: ['catalog.product.listed', 'catalog.product.revised', 'catalog.product.withdrawn'],
  schema: 'catalog',
  tables: {
    products: (table) => [
      `CREATE TABLE ${table} (
        product_id text COLLATE "C" PRIMARY KEY, slug text COLLATE "C" NOT NULL, title text NOT NULL, brand text NOT NULL,
        description text NOT NULL, category_path jsonb NOT NULL, attributes jsonb NOT NULL, images jsonb NOT NULL,
        price_minor integer NOT NULL, price_varies boolean NOT NULL, currency text NOT NULL)`,
      `CREATE INDEX ON ${table} (slug)`,
    ],
    variants: (table) => [
      `CREATE TABLE ${table} (
        variant_id text COLLATE "C" PRIMARY KEY, product_id text COLLATE "C" NOT NULL, ord integer NOT NULL,
        sku text NOT NULL, options jsonb NOT NULL, price_minor integer NOT NULL, currency text NOT NULL)`,
      `CREATE INDEX ON ${table} (product_id, ord)`,
    ],
  },
  async apply(page, tx) {
    const last = new Map<string, ProductEvent>();
    for (const event of page) {
      const known = event as unknown as ProductEvent;
      last.set(known.data.productId, known);
    }
    const ids = JSON.stringify([...last.keys()]);
    for (const table of ['variants', 'products'])
      await tx.execute(
        `DELETE FROM ${tx.table(table)} WHERE product_id IN (SELECT jsonb_array_elements_text(?::jsonb))`,
        [ids],
      );
    const listed = [...last.values()].flatMap((event) =>
      event.type === 'catalog.product.withdrawn' ? [] : [event.data],
    );
    if (listed.length === 0) return;
    await tx.execute(
      `INSERT INTO ${tx.table('products')}
       SELECT * FROM jsonb_to_recordset(?::jsonb) AS r(product_id text, slug text, title text, brand text,
         description text, category_path jsonb, attributes jsonb, images jsonb, price_minor int, price_varies boolean, currency text)`,
      [JSON.stringify(listed.map(productRow))],
    );
    await tx.execute(
      `INSERT INTO ${tx.table('variants')}
       SELECT * FROM jsonb_to_recordset(?::jsonb) AS r(variant_id text, product_id text, ord int, sku text, options jsonb,
         price_minor int, currency text)
       ON CONFLICT (variant_id) DO NOTHING`,
      [JSON.stringify(listed.flatMap(variantRows))],
    );
  },
};

function productRow(product: ProductDescription) {
  const prices = product.variants.map(({ priceMinor }) => priceMinor);
  const lowest = Math.min(...prices);
  return {
    product_id: product.productId,
    slug: product.slug,
    title: product.title,
    brand: product.brand,
    description: product.description,
    category_path: product.categoryPath,
    attributes: product.attributes,
    images: product.images,
    price_minor: lowest,
    price_varies: prices.some((price) => price !== lowest),
    currency: product.variants[0]?.currency ?? 'EUR',
  };
}

function variantRows({ productId, variants }: ProductDescription) {
  return variants.map(({ variantId, sku, options, priceMinor, currency }, ord) => ({
    variant_id: variantId,
    product_id: productId,
    ord,
    sku,
    options,
    price_minor: priceMinor,
    currency,
  }));
}
