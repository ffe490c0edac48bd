import type { PostgresProjection, ProjectionTransaction } from '@mercury/platform/projections';
import { RECENT_PRODUCTS } from '@mercury/recommendations/domain';
import { PageTally, talliedEvents, type BasketRow } from './page-tally';
import { recommendationsTables } from './recommendations.tables';

/** A statement carries this many rows at most: one visitor with a full basket makes a hundred pairs. */
const ROWS_A_STATEMENT = 5_000;

/**
 * What was viewed and bought together, and what each visitor was last concerned with. Counters only grow, a session's rows
 * are touched by its own part alone, and a visitor's list is the newest of all: the order between sessions does not matter.
 */
export const recommendationsProjection: PostgresProjection = {
  name: 'recommendations',
  version: 1,
  topics: ['activity'],
  handles: talliedEvents,
  schema: 'recommendations',
  tables: recommendationsTables,
  async apply(page, tx) {
    const tally = new PageTally(await knownBaskets(page, tx));
    for (const event of page) tally.add(event);
    await upsert(tx, basketsSql(tx), tally.basketRows);
    await upsert(tx, productsSql(tx), tally.productRows);
    await upsert(tx, pairsSql(tx), tally.pairRows);
    await upsert(tx, visitorsSql(tx), tally.visitorRows);
  },
};

function knownBaskets(page: readonly { streamId: string }[], tx: ProjectionTransaction): Promise<BasketRow[]> {
  return tx.execute<BasketRow>(
    `SELECT b.basket_id AS "basketId", b.kind, b.product_ids AS "productIds"
       FROM jsonb_array_elements_text(?::jsonb) AS wanted(id) JOIN ${tx.table('baskets')} b ON b.basket_id = wanted.id`,
    [JSON.stringify([...new Set(page.map(({ streamId }) => streamId))])],
  );
}

async function upsert(tx: ProjectionTransaction, sql: string, rows: readonly object[]): Promise<void> {
  for (let at = 0; at < rows.length; at += ROWS_A_STATEMENT)
    await tx.execute(sql, [JSON.stringify(rows.slice(at, at + ROWS_A_STATEMENT))]);
}

const basketsSql = (tx: ProjectionTransaction) => `
  INSERT INTO ${tx.table('baskets')} (basket_id, kind, product_ids)
  SELECT "basketId", kind, "productIds" FROM jsonb_to_recordset(?::jsonb) AS r("basketId" text, kind text, "productIds" jsonb)
  ON CONFLICT (basket_id, kind) DO UPDATE SET product_ids = excluded.product_ids`;

const productsSql = (tx: ProjectionTransaction) => `
  INSERT INTO ${tx.table('products')} AS p (product_id, sessions, orders)
  SELECT "productId", viewed, bought FROM jsonb_to_recordset(?::jsonb) AS r("productId" text, viewed int, bought int)
  ON CONFLICT (product_id) DO UPDATE SET sessions = p.sessions + excluded.sessions, orders = p.orders + excluded.orders`;

const pairsSql = (tx: ProjectionTransaction) => `
  INSERT INTO ${tx.table('pairs')} AS p (product_id, other_id, viewed, bought)
  SELECT "productId", "otherId", viewed, bought
    FROM jsonb_to_recordset(?::jsonb) AS r("productId" text, "otherId" text, viewed int, bought int)
  ON CONFLICT (product_id, other_id) DO UPDATE SET viewed = p.viewed + excluded.viewed, bought = p.bought + excluded.bought`;

/** Merged under the row's lock: two sessions of one visitor may be folded at the same moment. */
const visitorsSql = (tx: ProjectionTransaction) => `
  INSERT INTO ${tx.table('visitors')} AS v (visitor_id, recent)
  SELECT "visitorId", recent FROM jsonb_to_recordset(?::jsonb) AS r("visitorId" text, recent jsonb)
  ON CONFLICT (visitor_id) DO UPDATE SET recent = (
    SELECT jsonb_agg(jsonb_build_array(product, occurred) ORDER BY occurred COLLATE "C" DESC, product COLLATE "C")
      FROM (SELECT e ->> 0 AS product, max(e ->> 1) AS occurred
              FROM jsonb_array_elements(v.recent || excluded.recent) AS e
             GROUP BY 1 ORDER BY max(e ->> 1) COLLATE "C" DESC, (e ->> 0) COLLATE "C" LIMIT ${RECENT_PRODUCTS}) AS newest)`;
