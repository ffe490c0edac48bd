import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const guide = readFileSync(join(__dirname, '../../../../docs/guide.md'), 'utf8');
const blocks = [...guide.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = '', code = '']) => ({
  language,
  code,
}));

/** Layout apart: the guide names the library as a stranger imports it, and its lines break elsewhere. */
const squeezed = (code: string) =>
  code.replaceAll("'../../../index'", "'@mercury/platform/event-store'").replace(/,?\s+/g, '');

describe('the guide', () => {
  const samples = blocks.filter(({ language }) => language === 'ts' || language === 'json');

  it('shows its code as samples, which are compiled and run', () => {
    expect(samples.length).toBeGreaterThan(10);
    expect(blocks.filter(({ language }) => !['ts', 'json', 'sh', 'text'].includes(language))).toEqual([]);
  });

  it.each(samples.map(({ code }) => [/^\/\/ (\S+)\n/.exec(code)?.[1] ?? code, code]))(
    'has %s as it is',
    (file, code) => {
      const shown = code.slice(code.indexOf('\n'));
      // An ellipsis of its own on a line leaves something out.
      for (const part of shown.split(/^\s*\/\/ …$/m))
        expect(squeezed(readFileSync(join(__dirname, file), 'utf8'))).toContain(squeezed(part));
    },
  );
});
