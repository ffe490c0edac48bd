import { parse } from 'csv-parse/sync';
import { textLines } from './text-lines';

/** A row of the file with the line it begins on, counted from 1 as an editor does. */
export interface CsvRow {
  readonly line: number;
  readonly values: Readonly<Record<string, string>>;
}

export interface CsvFile {
  /** Columns that the header must have; a file without them is refused as a whole. */
  readonly columns: readonly string[];
  /** Hears of what is no row; reading goes on after it. */
  readonly onBad: (line: number, reason: string) => void;
  /** How many bytes of the file have been read. */
  readonly onBytes?: (read: number, total: number) => void;
}

/** The most lines that one quoted value may span: what is longer is a quote that somebody forgot to close. */
const MOST_LINES = 100;

/** Rows of a CSV file (RFC 4180; plain or gzip) as they are read. Throws when the file as a whole cannot be read. */
export async function* csvRows(file: string, { columns, onBad, onBytes }: CsvFile): AsyncGenerator<CsvRow, void> {
  let header: readonly string[] | undefined;
  const fits = (fields: Fields) => typeof fields !== 'string' && fields.length === (header ?? fields).length;
  for await (const { line, fields } of records(textLines(file, onBytes ?? (() => undefined)), fits)) {
    if (!header) {
      header = headerOf(file, fields, columns);
    } else if (typeof fields === 'string') {
      onBad(line, fields);
    } else if (fields.length !== header.length) {
      onBad(line, `${fields.length} values, the header has ${header.length}`);
    } else {
      yield { line, values: Object.fromEntries(header.map((name, at) => [name, fields[at] as string])) };
    }
  }
  if (!header) throw new Error(`${file} is empty`);
}

/** The values of one record, or why it is none. */
type Fields = readonly string[] | string;

function headerOf(file: string, fields: Fields, columns: readonly string[]): readonly string[] {
  const names = typeof fields === 'string' ? [] : fields.map((name) => name.replace(/^\uFEFF/, '').trim());
  const missing = columns.filter((column) => !names.includes(column));
  if (missing.length > 0)
    throw new Error(`${file} has no column ${missing.join(', ')}; it needs ${columns.join(', ')}`);
  return names;
}

/** Joins lines while a quote is open. What then makes no fitting record was a stray quote: it costs its own line only. */
async function* records(
  lines: AsyncIterable<string>,
  fits: (fields: Fields) => boolean,
): AsyncGenerator<{ line: number; fields: Fields }, void> {
  const pending: string[] = [];
  let first = 1;
  function* settle(all: boolean) {
    while (pending.length > 0) {
      let length = closedAfter(pending);
      if (length === 0 && pending.length < MOST_LINES && !all) return;
      let fields = fieldsOf(pending.slice(0, Math.max(length, 1)).join('\n'));
      if (length > 1 && !fits(fields)) {
        length = 1;
        fields = fieldsOf(pending[0] as string);
      }
      const [taken] = pending.splice(0, Math.max(length, 1));
      if (length > 1 || taken?.trim()) yield { line: first, fields };
      first += Math.max(length, 1);
    }
  }
  for await (const line of lines) {
    pending.push(line);
    yield* settle(false);
  }
  yield* settle(true);
}

/** After how many of the lines every quote is closed; 0 when one stays open. */
function closedAfter(lines: readonly string[]): number {
  let open = false;
  for (const [at, line] of lines.entries()) {
    for (let quote = line.indexOf('"'); quote >= 0; quote = line.indexOf('"', quote + 1)) open = !open;
    if (!open) return at + 1;
  }
  return 0;
}

function fieldsOf(record: string): Fields {
  if (!record.includes('"')) return record.split(',');
  try {
    return (parse(record, { record_delimiter: '\u0000' }) as string[][])[0] ?? [];
  } catch (error) {
    const { code } = error as { code?: string };
    return code === 'CSV_QUOTE_NOT_CLOSED' ? 'a quote is never closed' : 'a quote in the wrong place';
  }
}
