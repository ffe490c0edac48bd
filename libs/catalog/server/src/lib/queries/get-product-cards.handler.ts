import { EntityManager } from '@mikro-orm/postgresql';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { ProductCard } from '@mercury/catalog/contracts';
import { GetProductCards } from './get-product-cards.query';
import { toCard, type CardRow } from './rows';

const sql = `
  SELECT p.*, EXISTS (SELECT 1 FROM catalog.variants v JOIN catalog.stock s USING (variant_id)
                       WHERE v.product_id = p.product_id AND s.on_hand > s.held) AS in_stock
    FROM jsonb_array_elements_text(?::jsonb) WITH ORDINALITY AS wanted(product_id, ord)
    JOIN catalog.products p ON p.product_id = wanted.product_id
   ORDER BY wanted.ord`;

@QueryHandler(GetProductCards)
export class GetProductCardsHandler implements IQueryHandler<GetProductCards> {
  constructor(private readonly em: EntityManager) {}

  async execute({ request }: GetProductCards): Promise<ProductCard[]> {
    if (request.productIds.length === 0) return [];
    const rows = await this.em.fork().execute<CardRow[]>(sql, [JSON.stringify([...new Set(request.productIds)])]);
    return rows.map(toCard);
  }
}
