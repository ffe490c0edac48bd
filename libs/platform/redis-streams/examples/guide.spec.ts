import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { optionsTable } from './options-table';

const library = join(__dirname, '..');
const read = (page: string) => readFileSync(join(library, page), 'utf8');
const samplesOf = (page: string) =>
  [...read(page).matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = '', code = '']) => ({ language, code }));

/** Layout apart: the pages name the library as a stranger imports it, and their lines break elsewhere. */
const squeezed = (code: string) =>
  code.replaceAll("'../src'", "'@mercury/platform/redis-streams'").replace(/,?\s+/g, '');

describe.each(['README.md', 'docs/guide.md'])('%s', (page) => {
  const samples = samplesOf(page).filter(({ language }) => language === 'ts');

  it.each(samples.map(({ code }) => [/^\/\/ (\S+)\n/.exec(code)?.[1] ?? code, code]))(
    'has %s as it is',
    (file, code) => {
      const shown = code.slice(code.indexOf('\n'));
      const source = squeezed(readFileSync(join(__dirname, file), 'utf8'));
      // An ellipsis of its own on a line leaves something out.
      for (const part of shown.split(/^\s*\/\/ …$/m)) expect(source).toContain(squeezed(part));
    },
  );

  it('shows its code as samples, which are compiled and run', () => {
    expect(samples.length).toBeGreaterThan(0);
    expect(samplesOf(page).filter(({ language }) => !['ts', 'sh', 'text'].includes(language))).toEqual([]);
  });
});

describe('the options of the guide', () => {
  it.each([
    ['RedisConnectionOptions', 'src/lib/connect.ts'],
    ['RedisStreamsServerOptions', 'src/lib/server/server-options.ts'],
    ['RetryOptions', 'src/lib/server/server-options.ts'],
    ['TopicOptions', 'src/lib/server/server-options.ts'],
    ['RedisStreamsClientOptions', 'src/lib/client/client-options.ts'],
    ['BackPressureOptions', 'src/lib/client/client-options.ts'],
    ['StreamPageConsumerOptions', 'src/lib/page/stream-page-consumer.ts'],
    ['StreamTrimmerOptions', 'src/lib/trim/stream-trimmer.ts'],
  ])('%s: each is in the table, in the words of its definition', (name, file) => {
    // Prettier pads the cells of a table.
    const page = read('docs/guide.md').replace(/[ -]*\|[ -]*/g, '|');
    expect(page).toContain(optionsTable(join(library, file), name).replace(/[ -]*\|[ -]*/g, '|'));
  });
});

describe.each(['README.md', 'CHANGELOG.md', 'docs/guide.md', 'docs/operations.md', 'docs/figures.md'])('%s', (page) => {
  it('links to nothing that is not there', () => {
    const links = [...read(page).matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)].map(([, target = '']) => target);
    expect(links.filter((target) => !existsSync(join(library, dirname(page), target)))).toEqual([]);
  });
});
