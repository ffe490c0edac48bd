import { EntityManager } from '@mikro-orm/postgresql';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { CategoryNode, ProductImage } from '@mercury/catalog/contracts';
import { categoryTitle } from '@mercury/catalog/domain';
import { ListCategories } from './list-categories.query';

interface PathRow {
  readonly category_path: readonly string[];
  readonly products: number;
  readonly image: ProductImage | null;
}

@QueryHandler(ListCategories)
export class ListCategoriesHandler implements IQueryHandler<ListCategories> {
  constructor(private readonly em: EntityManager) {}

  async execute(): Promise<CategoryNode[]> {
    const rows = await this.em.fork().execute<PathRow[]>(
      `SELECT category_path, count(*)::int AS products, (array_agg(images -> 0 ORDER BY product_id))[1] AS image
         FROM catalog.products GROUP BY category_path`,
    );
    return treeOf(rows, 0);
  }
}

function treeOf(rows: readonly PathRow[], depth: number): CategoryNode[] {
  const bySlug = new Map<string, PathRow[]>();
  for (const row of rows) {
    const slug = row.category_path[depth];
    if (slug !== undefined) bySlug.set(slug, [...(bySlug.get(slug) ?? []), row]);
  }
  return [...bySlug]
    .map(([slug, below]) => {
      const image = below.reduce((a, b) => (b.products > a.products ? b : a)).image;
      return {
        slug,
        title: categoryTitle(slug),
        productCount: below.reduce((sum, { products }) => sum + products, 0),
        ...(image && { image }),
        children: treeOf(below, depth + 1),
      };
    })
    .sort((a, b) => (a.title < b.title ? -1 : 1));
}
