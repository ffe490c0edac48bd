import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';

/** A line of the file with its number, counted from 1 as an editor does. */
export interface CsvRow {
  readonly line: number;
  readonly values: Readonly<Record<string, string>>;
}

/** Rows of a CSV file, plain or gzip, as they are read. `onBad` hears of lines that are no CSV; the rest goes on. */
export async function* csvRows(file: string, onBad: (line: number, reason: string) => void): AsyncGenerator<CsvRow> {
  const source = createReadStream(file);
  const parser = parse({
    columns: true,
    bom: true,
    info: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      onBad(Number((error as { lines?: number } | undefined)?.lines ?? 0), error?.message ?? 'not CSV');
      return undefined;
    },
  });
  const input = file.endsWith('.gz')
    ? source.pipe(createGunzip().on('error', (error) => parser.destroy(error)))
    : source;
  source.on('error', (error) => parser.destroy(error));
  input.pipe(parser);
  for await (const { record, info } of parser as AsyncIterable<{
    record: Record<string, string>;
    info: { lines: number };
  }>)
    yield { line: info.lines, values: record };
}
