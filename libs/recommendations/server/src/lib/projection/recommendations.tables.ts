import type { PostgresProjection } from '@mercury/platform/projections';

/** Ids compare by their bytes, so that the database and the code put them into the same order. */
const id = 'text COLLATE "C"';

/** DDL of the read model. No second index on the counters: they change with every view, and updates then stay heap-only. */
export const recommendationsTables: PostgresProjection['tables'] = {
  baskets: (table) => [
    `CREATE TABLE ${table} (
      basket_id ${id} NOT NULL, kind text NOT NULL, product_ids jsonb NOT NULL, PRIMARY KEY (basket_id, kind))
     WITH (fillfactor = 80)`,
  ],
  products: (table) => [
    `CREATE TABLE ${table} (product_id ${id} PRIMARY KEY, sessions integer NOT NULL, orders integer NOT NULL)
     WITH (fillfactor = 70)`,
  ],
  pairs: (table) => [
    `CREATE TABLE ${table} (
      product_id ${id} NOT NULL, other_id ${id} NOT NULL, viewed integer NOT NULL, bought integer NOT NULL,
      PRIMARY KEY (product_id, other_id)) WITH (fillfactor = 80)`,
  ],
  visitors: (table) => [
    `CREATE TABLE ${table} (visitor_id ${id} PRIMARY KEY, recent jsonb NOT NULL) WITH (fillfactor = 70)`,
  ],
};
