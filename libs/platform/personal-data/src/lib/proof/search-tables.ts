import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { spellingsOf, type Finding, type Needle } from './needle';

interface TableRow {
  readonly schema: string;
  readonly name: string;
  readonly columns: string[];
}

/** Every table (a partitioned one as a whole) and materialised view of the database with a column of text or JSON, whoever made it. */
const tables = `SELECT n.nspname AS schema, c.relname AS name, array_agg(quote_ident(a.attname) ORDER BY a.attnum) AS columns
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
  JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_type e ON e.oid = t.typelem
 WHERE c.relkind IN ('r', 'p', 'm') AND NOT c.relispartition AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
   AND a.attnum > 0 AND NOT a.attisdropped
   AND ('{text,varchar,bpchar,name,citext,json,jsonb,xml,bytea,hstore,tsvector}'::text[] && ARRAY[t.typname::text, e.typname::text])
 GROUP BY 1, 2 ORDER BY 1, 2`;

/**
 * Searches every row of every table, one pass a table. One finding for each, also for those that hold nothing. `only`:
 * these tables, written `schema.table`.
 */
export async function searchTables(
  em: SqlEntityManager,
  needles: readonly Needle[],
  only?: readonly string[],
): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const table of await em.fork().execute<TableRow[]>(tables))
    if (!only || only.includes(`${table.schema}.${table.name}`)) found.push(await searchTable(em, table, needles));
  return found;
}

async function searchTable(em: SqlEntityManager, table: TableRow, needles: readonly Needle[]): Promise<Finding> {
  const { schema, name, columns } = table;
  const params: string[] = [];
  const tests = needles.map((needle) => {
    const patterns = spellingsOf(needle).map((spelling) => `%${spelling.replaceAll(/[\\%_]/g, '\\$&')}%`);
    params.push(...patterns);
    return `(${patterns.map(() => 'row LIKE ?').join(' OR ')})`;
  });
  const counts = tests.map((_, index) => `count(*) FILTER (WHERE hits[${index + 1}])::int AS hits_${index}`);
  // Columns become JSON one by one: a text is quoted, so that a short word can be told from a part of another.
  const texts = columns.map((column) => `to_jsonb(t.${column})::text`).join(', ');
  const row = `lower(concat_ws(' ', ${texts}) COLLATE "C")`;
  const [answer] = await em.fork().execute<Record<string, number>[]>(
    `SELECT count(*)::int AS rows, count(*) FILTER (WHERE true = ANY (hits))::int AS found
            ${counts.map((count) => `, ${count}`).join('')}
       FROM (SELECT ARRAY[${tests.join(', ') || 'false'}] AS hits
               FROM (SELECT ${row} AS row FROM ${quoted(schema)}.${quoted(name)} AS t OFFSET 0) AS texts OFFSET 0) AS tested`,
    params,
  );
  const labels = needles.filter((_, index) => (answer?.[`hits_${index}`] ?? 0) > 0).map(({ label }) => label);
  return {
    place: `${schema}.${name}`,
    searched: answer?.['rows'] ?? 0,
    found: answer?.['found'] ?? 0,
    labels,
    examples: [],
  };
}

const quoted = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`;
