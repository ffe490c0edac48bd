import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { csvRows } from './csv-rows';

describe('csvRows', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mercury-csv-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  async function read(content: string | Buffer, name = 'rows.csv', columns = ['a', 'b']) {
    const file = join(folder, name);
    writeFileSync(file, content);
    const rows: string[] = [];
    const bad: string[] = [];
    for await (const { line, values } of csvRows(file, {
      columns,
      onBad: (at, reason) => bad.push(`${at}: ${reason}`),
    }))
      rows.push(`${line}: ${values['a']}|${values['b']}`);
    return { rows, bad };
  }

  it('reads quoted commas, quotes and line breaks, and counts lines as an editor does', async () => {
    const { rows } = await read('a,b\n"1,5","say ""hi"""\n"two\nlines",2\n\n3,4');
    expect(rows).toEqual(['2: 1,5|say "hi"', '3: two\nlines|2', '6: 3|4']);
  });

  it('reads gzip, a byte order mark, and line ends of every kind in one file', async () => {
    const { rows } = await read(gzipSync('\uFEFFa,b\r\n1,2\n3,4\r5,6\r\n'), 'rows.csv.gz');
    expect(rows).toEqual(['2: 1|2', '3: 3|4', '4: 5|6']);
  });

  it('names what is no row by line and reason, and goes on', async () => {
    const { rows, bad } = await read('a,b\n1\n2,2\nx"y",1\n3,3\n');
    expect(rows).toEqual(['3: 2|2', '5: 3|3']);
    expect(bad).toEqual(['2: 1 values, the header has 2', '4: a quote in the wrong place']);
  });

  it('loses one row, not the rest of the file, to a quote that is never closed', async () => {
    const good = Array.from({ length: 500 }, (_, at) => `${at},x`).join('\n');
    const { rows, bad } = await read(`a,b\n1,"open\n${good}\n`);
    expect(rows).toHaveLength(500);
    expect(bad).toEqual(['2: a quote is never closed']);
  });

  it('does not join rows over stray quotes', async () => {
    const { rows, bad } = await read('a,b\n1,5" pipe\n2,2\n3,6" pipe\n4,"four"\n');
    expect(rows).toEqual(['3: 2|2', '5: 4|four']);
    expect(bad).toEqual(['2: a quote in the wrong place', '4: a quote in the wrong place']);
  });

  it('refuses a file without the columns, an empty one, and one that ends too early', async () => {
    await expect(read('x,y\n1,2\n')).rejects.toThrow(/no column a, b/);
    await expect(read('')).rejects.toThrow(/is empty/);
    const whole = gzipSync('a,b\n' + '1,2\n'.repeat(5_000));
    await expect(read(whole.subarray(0, 40), 'cut.csv.gz')).rejects.toThrow(/cannot be read to its end/);
  });
});
