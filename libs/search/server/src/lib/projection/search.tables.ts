import type { PostgresProjection } from '@mercury/platform/projections';

/** Tables of the PostgreSQL engine. `a`, `b`, `c`, `d` count a term in title, brand and codes, description, features. */
export const searchTables: PostgresProjection['tables'] = {
  documents: (table) => [
    `CREATE TABLE ${table} (
      product_id text COLLATE "C" PRIMARY KEY, card jsonb NOT NULL, title text NOT NULL, brand text NOT NULL,
      category_path text[] NOT NULL, attrs text[] NOT NULL, price_minor integer NOT NULL, released_on date,
      listed bigint NOT NULL, words text[] NOT NULL, la real NOT NULL, lc real NOT NULL, ld real NOT NULL,
      description text NOT NULL, features text NOT NULL)`,
    `CREATE INDEX ON ${table} USING gin (category_path)`,
    `CREATE INDEX ON ${table} (listed)`,
  ],
  postings: (table) => [
    `CREATE TABLE ${table} (
      term text COLLATE "C" NOT NULL, product_id text COLLATE "C" NOT NULL,
      a smallint NOT NULL, b smallint NOT NULL, c smallint NOT NULL, d smallint NOT NULL,
      la real NOT NULL, lc real NOT NULL, ld real NOT NULL)`,
    `CREATE INDEX ON ${table} (term) INCLUDE (product_id, a, b, c, d, la, lc, ld)`,
    `CREATE INDEX ON ${table} (product_id)`,
  ],
  codes: (table) => [
    `CREATE TABLE ${table} (code text COLLATE "C" NOT NULL, product_id text COLLATE "C" NOT NULL)`,
    `CREATE INDEX ON ${table} (code, product_id)`,
    `CREATE INDEX ON ${table} (product_id)`,
  ],
  product_variants: (table) => [
    `CREATE TABLE ${table} (product_id text COLLATE "C" NOT NULL, variant_id text COLLATE "C" NOT NULL)`,
    `CREATE INDEX ON ${table} (product_id, variant_id)`,
  ],
  availability: (table) => [
    `CREATE TABLE ${table} (variant_id text COLLATE "C" PRIMARY KEY, available integer NOT NULL)`,
  ],
};
