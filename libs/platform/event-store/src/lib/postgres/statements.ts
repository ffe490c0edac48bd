import type { PostgreSqlConnection, SqlEntityManager } from '@mikro-orm/postgresql';
import type { Pool, QueryArrayResult } from 'pg';

/** A statement that PostgreSQL parses once a connection. */
export interface PreparedStatement {
  readonly name: string;
  readonly text: string;
}

/**
 * Prepared statements with bound parameters on MikroORM's own pool. `em.execute` writes parameters into the text, so that
 * each event is quoted here and parsed there as SQL: measured at 32 writers, that alone halved the appends a second.
 */
export class Statements {
  private pool: Promise<Pool> | undefined;

  constructor(private readonly em: SqlEntityManager) {}

  /** Rows as arrays of columns, as text: the caller knows the types, and parses only what it needs. */
  async rows(statement: PreparedStatement, values: readonly unknown[]): Promise<(string | null)[][]> {
    this.pool ??= (this.em.getConnection() as PostgreSqlConnection).getNativeClient() as Promise<Pool>;
    const pool = await this.pool;
    const result: QueryArrayResult = await pool.query({
      ...statement,
      values: values as unknown[],
      rowMode: 'array',
      types: asText,
    });
    return result.rows as (string | null)[][];
  }
}

/** No parsing by the driver: dumbo's way of changing pg's global parsers slowed raw pages fourfold (event-store.md §12). */
const asText = { getTypeParser: () => (value: unknown) => value } as never;
