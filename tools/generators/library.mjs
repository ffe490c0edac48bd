// Lays out a library: `node tools/generators/library.mjs PATH [--name NAME]`, PATH below libs/, for example
// `orders/domain` or `platform/errors`. Tags follow from the path, so a library cannot land in the wrong room.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const [path, ...rest] = process.argv.slice(2);
if (!path) {
  console.error('usage: node tools/generators/library.mjs PATH [--name NAME]');
  process.exit(2);
}
const [scope, ...tail] = path.split('/');
const leaf = tail.at(-1);
const named = rest.indexOf('--name');
const name = named >= 0 ? rest[named + 1] : projectName();
const root = join('libs', path);
const browser = scope === 'storefront' || path === 'shared/ui' || path === 'shared/tokens';

write(
  'project.json',
  `${JSON.stringify({ name, $schema: `${relative(root, '.')}/node_modules/nx/schemas/project-schema.json`, sourceRoot: `${root}/src`, projectType: 'library', tags: tags() }, null, 2)}\n`,
);
write('tsconfig.json', `${JSON.stringify(tsconfig(), null, 2)}\n`);
write('jest.config.ts', jestConfig());
write('src/index.ts', 'export {};\n');
if (browser)
  write(
    'src/test-setup.ts',
    "import { setupZonelessTestEnv } from 'jest-preset-angular/setup-env/zoneless';\n\nsetupZonelessTestEnv();\n",
  );
write('README.md', `# ${name}\n`);

function projectName() {
  if (scope === 'platform') return leaf;
  return path.replaceAll('/', '-');
}

function tags() {
  if (scope === 'platform') return ['scope:platform', 'type:platform', 'platform:server'];
  if (scope === 'shared')
    return ['scope:shared', `type:${leaf === 'ui' ? 'ui' : 'util'}`, browser ? 'platform:browser' : 'platform:any'];
  if (scope === 'storefront')
    return ['scope:storefront', `type:${/^(shell|feature)/.test(leaf) ? 'feature' : leaf}`, 'platform:browser'];
  return [`scope:${scope}`, `type:${leaf}`, leaf === 'server' ? 'platform:server' : 'platform:any'];
}

function tsconfig() {
  const base = `${relative(root, '.')}/tsconfig.base.json`;
  if (browser) {
    return {
      extends: base,
      compilerOptions: { lib: ['es2023', 'dom', 'dom.iterable'], types: ['node', 'jest'] },
      angularCompilerOptions: {
        strictTemplates: true,
        strictInjectionParameters: true,
        strictInputAccessModifiers: true,
      },
      include: ['src/**/*.ts'],
    };
  }
  return {
    extends: base,
    compilerOptions: { emitDecoratorMetadata: leaf === 'server' || scope === 'platform', types: ['node', 'jest'] },
    include: ['src/**/*.ts'],
  };
}

function jestConfig() {
  const up = relative(root, '.');
  if (!browser) return `export default { displayName: '${name}', preset: '${up}/jest.preset.js' };\n`;
  return `export default {
  displayName: '${name}',
  preset: 'jest-preset-angular',
  resolver: '@nx/jest/plugins/resolver',
  setupFilesAfterEnv: ['<rootDir>/src/test-setup.ts'],
  transform: { '^.+\\\\.(ts|mjs|js|html)$': ['jest-preset-angular', { tsconfig: '<rootDir>/tsconfig.json', stringifyContentPathRegex: '\\\\.(html|svg)$' }] },
  transformIgnorePatterns: ['node_modules/(?!.*\\\\.mjs$|uuid/)'],
  moduleNameMapper: {
    '^@mercury/(.*)$': '<rootDir>/${up}/libs/$1/src/index.ts',
    '^@lucide/angular$': '<rootDir>/${up}/tools/dev/jest/icons.cjs',
  },
};
`;
}

function write(file, text) {
  const target = join(root, file);
  if (existsSync(target)) return;
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
}
