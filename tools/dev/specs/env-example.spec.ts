import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type * as config from '@mercury/platform/config';

type ConfigClass = new () => object;

const workspace = join(__dirname, '../../..');
/** What only tests and benchmarks of this house set for themselves. */
const ofTests = /^MERCURY_/;
const ofEveryShell = ['PATH', 'INIT_CWD'];

/** The configuration classes of all apps: the files are loaded with a `loadConfig` that notes its class and reads nothing. */
function configClasses(): ConfigClass[] {
  const seen: ConfigClass[] = [];
  jest.doMock('@mercury/platform/config', () => ({
    ...jest.requireActual<typeof config>('@mercury/platform/config'),
    loadConfig: (Class: ConfigClass) => {
      seen.push(Class);
      return new Class();
    },
  }));
  for (const app of readdirSync(join(workspace, 'apps'))) {
    const file = join(workspace, 'apps', app, 'src', `${app}.config.ts`);
    if (!statSync(file, { throwIfNoEntry: false })) continue;
    try {
      jest.requireActual(file);
    } catch {
      // What the file does with an empty configuration after it was noted is its own affair.
    }
  }
  return seen;
}

function configured(): string[] {
  const classes = configClasses();
  const { fieldsOf, variableName } = jest.requireActual<typeof config>('@mercury/platform/config');
  return [...new Set(classes.flatMap((Class) => fieldsOf(Class).map(variableName)))];
}

function sources(folder: string): string[] {
  return readdirSync(join(workspace, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' || entry.name === 'specs' ? [] : sources(path);
    return /\.(ts|mjs|cjs|yml)$/.test(entry.name) && !entry.name.endsWith('.spec.ts') ? [path] : [];
  });
}

const files = ['apps', 'libs', 'tools', 'docker'].flatMap(sources);
const textOf = (path: string) => readFileSync(join(workspace, path), 'utf8');
const code = files.map(textOf);
const example = readFileSync(join(workspace, '.env.example'), 'utf8');
const listed = [...example.matchAll(/^([A-Z][A-Z0-9_]*)=/gm)].map(([, name]) => name as string);

/** Variables that tools, the storefront and the compose file read by name. */
const readByName = files
  .flatMap((path) => {
    const pattern = path.endsWith('.yml') ? /\$\{([A-Z][A-Z0-9_]+)/g : /\benv(?:\.|\[')([A-Z][A-Z0-9_]+)/g;
    return [...textOf(path).matchAll(pattern)].map(([, name]) => name as string);
  })
  .filter((name) => !ofTests.test(name) && !ofEveryShell.includes(name));
const inClasses = configured();

describe('.env.example', () => {
  it('lists each variable once', () => {
    expect(listed).toEqual([...new Set(listed)]);
  });

  it('lists every variable of every configuration class', () => {
    expect(inClasses.length).toBeGreaterThan(15);
    expect(inClasses.filter((name) => !listed.includes(name))).toEqual([]);
  });

  it('lists every variable that is read by name', () => {
    expect(readByName).toContain('STRIPE_EMULATOR_PORT');
    expect(readByName.filter((name) => !listed.includes(name))).toEqual([]);
  });

  it('lists nothing that nobody reads', () => {
    const unread = listed.filter((name) => !inClasses.includes(name) && !code.some((text) => text.includes(name)));
    expect(unread).toEqual([]);
  });

  it('gives the ports that are taken without it', () => {
    const { portDefaults } = jest.requireActual<{ portDefaults: Record<string, [string, number]> }>(
      '../shop/processes.mjs',
    );
    for (const [name, port] of Object.values(portDefaults)) expect(example).toContain(`${name}=${port}\n`);
  });
});
