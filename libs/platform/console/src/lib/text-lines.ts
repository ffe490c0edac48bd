import { createReadStream, statSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';

const LONGEST_LINE = 1_000_000;

/** The lines of a file, plain or gzip, without their ends; `onBytes` hears how far the file has been read. */
export async function* textLines(
  file: string,
  onBytes: (read: number, total: number) => void,
): AsyncGenerator<string, void> {
  const total = statSync(file).size;
  const source = createReadStream(file);
  const input = file.endsWith('.gz') ? source.pipe(createGunzip()) : source;
  if (input !== source) source.on('error', (error) => input.destroy(error));
  const decoder = new StringDecoder('utf8');
  let rest = '';
  try {
    for await (const chunk of input as AsyncIterable<Buffer>) {
      onBytes(source.bytesRead, total);
      const lines = (rest + decoder.write(chunk)).split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? '';
      yield* lines;
      if (rest.length > LONGEST_LINE) throw new Error(`a line is longer than ${LONGEST_LINE} characters`);
    }
  } catch (error) {
    throw new Error(`${file} cannot be read to its end: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  } finally {
    source.destroy();
  }
  const last = (rest + decoder.end()).replace(/\r$/, '');
  if (last) yield last;
}
