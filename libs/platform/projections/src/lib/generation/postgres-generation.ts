import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { PostgresProjection, ProjectionTransaction } from '../projection';

/** `orders.order_summary__g2` */
export function physicalTable(projection: PostgresProjection, logical: string, generation: number): string {
  return `${projection.schema}.${logical}__g${generation}`;
}

/** The tables of a generation, as `apply` sees them. */
export function transactionOf(
  projection: PostgresProjection,
  generation: number,
  em: SqlEntityManager,
): ProjectionTransaction {
  return {
    execute: <Row>(sql: string, params: readonly unknown[] = []) => em.execute<Row[]>(sql, [...params]),
    table: (logical) => physicalTable(projection, logical, generation),
  };
}

export async function createTables(
  em: SqlEntityManager,
  projection: PostgresProjection,
  generation: number,
): Promise<void> {
  await em.execute(`CREATE SCHEMA IF NOT EXISTS ${projection.schema}`);
  for (const [logical, ddl] of Object.entries(projection.tables)) {
    for (const statement of ddl(physicalTable(projection, logical, generation))) await em.execute(statement);
  }
}

export async function dropTables(
  em: SqlEntityManager,
  projection: PostgresProjection,
  generation: number,
): Promise<void> {
  for (const logical of Object.keys(projection.tables))
    await em.execute(`DROP TABLE IF EXISTS ${physicalTable(projection, logical, generation)}`);
}

/**
 * Points the views at a generation. Where the columns allow it the view is replaced, so that views upon it and grants stay;
 * a dropped or retyped column needs a new view, and PostgreSQL then names the views that stand in the way.
 */
export async function exposeTables(
  em: SqlEntityManager,
  projection: PostgresProjection,
  generation: number,
): Promise<void> {
  for (const logical of Object.keys(projection.tables)) {
    const table = physicalTable(projection, logical, generation);
    const view = `${projection.schema}.${logical}`;
    const [old, fresh] = [await columnsOf(em, view), await columnsOf(em, table)];
    if (old.some((column, index) => fresh[index] !== column)) await em.execute(`DROP VIEW ${view}`);
    await em.execute(`CREATE OR REPLACE VIEW ${view} AS SELECT * FROM ${table}`);
  }
}

/** Equal for equal rows, whatever their order on disk. */
export async function digestTables(
  em: SqlEntityManager,
  projection: PostgresProjection,
  generation: number,
): Promise<string> {
  const digests: string[] = [];
  for (const logical of Object.keys(projection.tables).sort()) {
    const [row] = await em.execute<{ digest: string }[]>(
      `SELECT concat_ws(':', count(*), coalesce(bit_xor(hashtextextended(t::text, 0)), 0),
                        coalesce(sum(hashtextextended(t::text, 7)), 0)) AS digest
         FROM ${physicalTable(projection, logical, generation)} t`,
    );
    digests.push(`${logical}=${row?.digest}`);
  }
  return digests.join(' ');
}

async function columnsOf(em: SqlEntityManager, relation: string): Promise<string[]> {
  const rows = await em.execute<{ column: string }[]>(
    `SELECT attname || ' ' || format_type(atttypid, atttypmod) AS column FROM pg_attribute
      WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [relation],
  );
  return rows.map(({ column }) => column);
}
