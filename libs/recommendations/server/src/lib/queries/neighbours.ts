import type { EntityManager } from '@mikro-orm/postgresql';
import type { Neighbour, Recent } from '@mercury/recommendations/domain';

const neighboursSql = `
  SELECT n.product_id AS "productId", n.other_id AS "otherId", n.viewed AS "viewedTogether", n.bought AS "boughtTogether",
         own.sessions, own.orders, other.sessions AS "otherSessions", other.orders AS "otherOrders"
    FROM jsonb_array_elements_text(?::jsonb) AS wanted(product_id)
    CROSS JOIN LATERAL (SELECT * FROM recommendations.pairs p WHERE p.product_id = wanted.product_id
                         ORDER BY p.viewed + p.bought DESC, p.other_id LIMIT ?) AS n
    JOIN recommendations.products own ON own.product_id = n.product_id
    JOIN recommendations.products other ON other.product_id = n.other_id`;

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
