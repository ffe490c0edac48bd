import type { EntityManager } from '@mikro-orm/postgresql';
import type { Neighbour, Recent } from '@mercury/recommendations/domain';

// Materialised, so that the products are joined once and not again for every product that is asked for.
const neighboursSql = `
  WITH near AS MATERIALIZED (
    SELECT n.* FROM jsonb_array_elements_text(?::jsonb) AS wanted(product_id)
     CROSS JOIN LATERAL (SELECT * FROM recommendations.pairs p WHERE p.product_id = wanted.product_id
                          ORDER BY p.viewed + p.bought DESC, p.other_id LIMIT ?) AS n)
  SELECT near.product_id AS "productId", near.other_id AS "otherId",
         near.viewed AS "viewedTogether", near.bought AS "boughtTogether",
         own.sessions, own.orders, other.sessions AS "otherSessions", other.orders AS "otherOrders"
    FROM near
    JOIN recommendations.products own ON own.product_id = near.product_id
    JOIN recommendations.products other ON other.product_id = near.other_id`;

/** The `each` strongest neighbours of every product, in one statement. */
export function neighboursOf(em: EntityManager, productIds: readonly string[], each: number): Promise<Neighbour[]> {
  return em.fork().execute<Neighbour[]>(neighboursSql, [JSON.stringify(productIds), each]);
}

/** What a visitor was last concerned with, the newest first, as far as it has come through the streams. */
export async function recentsOf(em: EntityManager, visitorId: string): Promise<Recent[]> {
  const [row] = await em
    .fork()
    .execute<{ recent: Recent[] }[]>('SELECT recent FROM recommendations.visitors WHERE visitor_id = ?', [visitorId]);
  return row?.recent ?? [];
}

/** The products of most sessions ever: what is left when nothing happened within the hour. */
export async function everPopular(em: EntityManager, limit: number): Promise<string[]> {
  const rows = await em
    .fork()
    .execute<{ id: string }[]>(
      'SELECT product_id AS id FROM recommendations.products ORDER BY sessions + orders DESC, product_id LIMIT ?',
      [limit],
    );
  return rows.map(({ id }) => id);
}
