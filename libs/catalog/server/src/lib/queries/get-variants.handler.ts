import { EntityManager } from '@mikro-orm/postgresql';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { VariantQuote } from '@mercury/catalog/contracts';
import { GetVariants } from './get-variants.query';
import { toQuote, type VariantRow } from './rows';

const sql = `
  SELECT v.variant_id, v.product_id, v.sku, v.options, v.price_minor, v.currency, p.slug, p.title, p.brand, p.images,
         p.category_path, COALESCE(s.on_hand - s.held, 0) AS available
    FROM jsonb_array_elements_text(?::jsonb) WITH ORDINALITY AS wanted(variant_id, ord)
    JOIN catalog.variants v ON v.variant_id = wanted.variant_id
    JOIN catalog.products p ON p.product_id = v.product_id
    LEFT JOIN catalog.stock s ON s.variant_id = v.variant_id
   ORDER BY wanted.ord`;

@QueryHandler(GetVariants)
export class GetVariantsHandler implements IQueryHandler<GetVariants> {
  constructor(private readonly em: EntityManager) {}

  async execute({ request }: GetVariants): Promise<VariantQuote[]> {
    if (request.variantIds.length === 0) return [];
    const rows = await this.em.fork().execute<VariantRow[]>(sql, [JSON.stringify([...new Set(request.variantIds)])]);
    return rows.map(toQuote);
  }
}
