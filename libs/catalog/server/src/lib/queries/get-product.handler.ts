import { EntityManager } from '@mikro-orm/postgresql';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { ProductDetail, VariantView } from '@mercury/catalog/contracts';
import { categoryTitle } from '@mercury/catalog/domain';
import { productNotFound } from '../refuse';
import { GetProduct } from './get-product.query';
import { optionsOf } from './options-of';
import type { VariantRow } from './rows';

type Row = VariantRow & { description: string; attributes: Record<string, string> };

@QueryHandler(GetProduct)
export class GetProductHandler implements IQueryHandler<GetProduct> {
  constructor(private readonly em: EntityManager) {}

  async execute({ request }: GetProduct): Promise<ProductDetail> {
    const [column, value] =
      'slug' in request ? (['slug', request.slug] as const) : (['product_id', request.productId] as const);
    const rows = await this.em.fork().execute<Row[]>(
      `SELECT p.*, v.variant_id, v.sku, v.options, v.price_minor, v.currency, COALESCE(s.on_hand - s.held, 0) AS available
         FROM catalog.products p JOIN catalog.variants v USING (product_id) LEFT JOIN catalog.stock s USING (variant_id)
        WHERE p.product_id = (SELECT product_id FROM catalog.products WHERE ${column} = ? ORDER BY product_id LIMIT 1)
        ORDER BY v.ord`,
      [value],
    );
    const product = rows[0];
    if (!product) throw productNotFound();
    const variants = rows.map(toVariant);
    return {
      productId: product.product_id,
      slug: product.slug,
      title: product.title,
      brand: product.brand,
      description: product.description,
      categories: product.category_path.map((slug) => ({ slug, title: categoryTitle(slug) })),
      attributes: product.attributes,
      images: product.images,
      options: optionsOf(variants),
      variants,
    };
  }
}

function toVariant(row: Row): VariantView {
  return {
    variantId: row.variant_id,
    sku: row.sku,
    options: row.options,
    priceMinor: row.price_minor,
    currency: row.currency,
    available: row.available,
  };
}
