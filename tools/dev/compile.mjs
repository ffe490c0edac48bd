// Compiles every server, library and tool from TypeScript to CommonJS under dist/node, one file for one file, with swc.
// One pass of a few seconds for the whole house: esbuild and tsx are out, since neither emits the decorator metadata Nest needs.
import { transformFile } from '@swc/core';
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const workspace = join(dirname(fileURLToPath(import.meta.url)), '../..');
const output = join(workspace, 'dist/node');
const browserOnly = [
  'apps/storefront',
  'apps/storefront-e2e',
  'libs/storefront',
  'libs/shared/ui',
  'libs/shared/tokens',
  'tools/dev',
];
const assets = new Set(['.sql', '.lua', '.json', '.html', '.css', '.svg']);

/** Compiles what changed since the last call. Resolves to `{ compiled, total }`, in files. */
export async function compileServers() {
  const files = ['apps', 'libs', 'tools'].flatMap((folder) => sources(folder));
  const stale = files.filter((file) => isStale(file));
  await inParallel(stale, availableParallelism() * 2, compile);
  removeOrphans(new Set(files.map(target)));
  writeFileSync(join(output, 'package.json'), '{ "type": "commonjs" }\n');
  return { compiled: stale.length, total: files.length };
}

function sources(folder) {
  if (!existsSync(join(workspace, folder)) || browserOnly.includes(folder)) return [];
  return readdirSync(join(workspace, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : sources(path);
    return isSource(path) ? [path] : [];
  });
}

function isSource(path) {
  if (/\.(spec|d)\.ts$/.test(path) || /(^|\/)(jest\.config\.ts|project\.json|tsconfig[^/]*\.json)$/.test(path))
    return false;
  return path.endsWith('.ts') || assets.has(extname(path));
}

function target(file) {
  return join(output, file.replace(/\.ts$/, '.js'));
}

function isStale(file) {
  const built = target(file);
  return !existsSync(built) || statSync(built).mtimeMs < statSync(join(workspace, file)).mtimeMs;
}

async function compile(file) {
  const built = target(file);
  mkdirSync(dirname(built), { recursive: true });
  if (!file.endsWith('.ts')) return copyFileSync(join(workspace, file), built);
  const { code, map } = await transformFile(join(workspace, file), {
    swcrc: false,
    sourceMaps: true,
    jsc: {
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
      target: 'es2023',
      keepClassNames: true,
      baseUrl: workspace,
      paths: { '@mercury/*': ['./libs/*/src/index.ts'] },
    },
    module: { type: 'commonjs', importInterop: 'swc' },
  });
  writeFileSync(built, `${code}\n//# sourceMappingURL=${built.split('/').at(-1)}.map\n`);
  writeFileSync(`${built}.map`, map);
}

async function inParallel(items, lanes, work) {
  const queue = items.values();
  const lane = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

function removeOrphans(expected) {
  for (const folder of ['apps', 'libs', 'tools']) walk(join(output, folder));
  function walk(path) {
    if (!existsSync(path)) return;
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const child = join(path, entry.name);
      if (entry.isDirectory()) walk(child);
      else if (!expected.has(child.replace(/\.map$/, ''))) rmSync(child);
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { compiled, total } = await compileServers();
  console.log(`compiled ${compiled} of ${total} files into dist/node`);
}
