import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const guide = readFileSync(join(__dirname, '../../../../docs/guide.md'), 'utf8');
const samples = [...guide.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code);
/** Layout apart: the guide names the library as a stranger imports it, and its lines break elsewhere. */
const squeezed = (code: string) =>
  code.replaceAll("'../../../index'", "'@mercury/platform/projections'").replace(/,?\s+/g, '');

describe('the guide', () => {
  it('shows its code as samples, which are compiled and run', () => {
    expect(samples.length).toBeGreaterThanOrEqual(4);
  });

  it.each(samples.map((code) => [/^\/\/ (\S+)\n/.exec(code)?.[1] ?? code, code]))('has %s as it is', (file, code) => {
    expect(squeezed(readFileSync(join(__dirname, file), 'utf8'))).toContain(squeezed(code.slice(code.indexOf('\n'))));
  });
});
