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
    return (await this.query(statement, values, asText)) as (string | null)[][];
  }

  /**
   * As `rows`, with jsonb parsed and the rest as text. The driver parses a row when it arrives, while PostgreSQL still
   * sends the next ones: parsing a page after its last row leaves PostgreSQL idle meanwhile.
   */
  async rowsWithJson(statement: PreparedStatement, values: readonly unknown[]): Promise<unknown[][]> {
    return this.query(statement, values, jsonParsed);
  }

  private async query(statement: PreparedStatement, values: readonly unknown[], types: Types): Promise<unknown[][]> {
    this.pool ??= (this.em.getConnection() as PostgreSqlConnection).getNativeClient() as Promise<Pool>;
    const pool = await this.pool;
    const result: QueryArrayResult = await pool.query({
      ...statement,
      values: values as unknown[],
      rowMode: 'array',
      types: types as never,
    });
    return result.rows as unknown[][];
  }
}

interface Types {
  getTypeParser(oid: number): (value: string) => unknown;
}

const JSONB = 3802;
const text = (value: string): unknown => value;
const json = (value: string): unknown => JSON.parse(value);

/** Parsers of one query only: dumbo's way of changing pg's global parsers slowed raw pages fourfold (event-store.md §12). */
const asText: Types = { getTypeParser: () => text };
const jsonParsed: Types = { getTypeParser: (oid) => (oid === JSONB ? json : text) };
