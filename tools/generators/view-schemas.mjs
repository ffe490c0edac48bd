// Writes the JSON schemas of the views that the API answers, from their TypeScript types: the contracts stay the one place
// where a view is described. `node tools/generators/view-schemas.mjs` after a change; a spec of the gateway notices when not.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as prettier from 'prettier';
import ts from 'typescript';

const workspace = fileURLToPath(new URL('../..', import.meta.url));
const output = join(workspace, 'libs/gateway/server/src/lib/openapi/view-schemas.json');
const views = [
  'CartView',
  'CategoryNode',
  'OrderListItem',
  'OrderView',
  'PaymentClientConfig',
  'Problem',
  'ProductCard',
  'ProductDetail',
  'RecommendedProduct',
  'RiskAssessment',
  'RiskReviewItem',
  'SearchAnswer',
  'SearchSuggestion',
  'SessionView',
  'ShippingMethod',
  'TrendingShelf',
];

/** The schemas by name, as OpenAPI 3.0 wants them. */
export function viewSchemas() {
  const checker = programOf(doors()).getTypeChecker();
  const exported = exportsOf(checker);
  const schemas = {};
  const pending = [...views];
  for (let name = pending.shift(); name; name = pending.shift()) {
    if (schemas[name]) continue;
    const symbol = exported.get(name);
    if (!symbol) throw new Error(`no contract exports ${name}`);
    const context = { checker, exported, self: name, refer: (other) => pending.push(other) };
    schemas[name] = describe(schemaOf(checker.getDeclaredTypeOfSymbol(symbol), context, true), symbol, checker);
  }
  return Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1)));
}

let program;
function programOf(files) {
  const options = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    experimentalDecorators: true,
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.Preserve,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    baseUrl: workspace,
    paths: { '@mercury/*': ['./libs/*/src/index.ts'] },
    ignoreDeprecations: '6.0',
    types: [],
  };
  program = ts.createProgram(files, options);
  return program;
}

function doors() {
  const contexts = readdirSync(join(workspace, 'libs'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [
    ...contexts.map(({ name }) => join(workspace, 'libs', name, 'contracts/src/index.ts')),
    join(workspace, 'libs/platform/errors/src/index.ts'),
  ].filter((file) => ts.sys.fileExists(file));
}

function exportsOf(checker) {
  const found = new Map();
  for (const file of doors()) {
    const module = checker.getSymbolAtLocation(program.getSourceFile(file));
    for (const symbol of module ? checker.getExportsOfModule(module) : [])
      found.set(symbol.name, symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol);
  }
  return found;
}

function schemaOf(type, context, top = false) {
  const { checker, exported, refer } = context;
  const name = type.aliasSymbol?.name ?? type.symbol?.name;
  const known = name && exported.get(name);
  if (!top && known && (type.aliasSymbol === known || type.symbol === known)) {
    refer(name);
    return { $ref: `#/components/schemas/${name}` };
  }
  if (type.isUnion()) return unionOf(type, context);
  if (type.isStringLiteral()) return { type: 'string', enum: [type.value] };
  if (type.isNumberLiteral()) return { type: 'number', enum: [type.value] };
  if (type.flags & ts.TypeFlags.BooleanLike) return { type: 'boolean' };
  if (type.flags & ts.TypeFlags.StringLike) return { type: 'string' };
  if (type.flags & ts.TypeFlags.NumberLike) return { type: 'number' };
  if (checker.isArrayLikeType(type)) {
    const [item] = checker.getTypeArguments(type);
    return { type: 'array', items: item ? schemaOf(item, context) : {} };
  }
  return objectOf(type, context);
}

function unionOf(type, context) {
  const parts = type.types.filter(({ flags }) => !(flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)));
  const nullable = type.types.some(({ flags }) => flags & ts.TypeFlags.Null) ? { nullable: true } : {};
  if (parts.every((part) => part.isStringLiteral()))
    return { type: 'string', enum: parts.map(({ value }) => value), ...nullable };
  if (parts.every(({ flags }) => flags & ts.TypeFlags.BooleanLike)) return { type: 'boolean', ...nullable };
  const schemas = parts.map((part) => schemaOf(part, context));
  if (schemas.length > 1) return { oneOf: schemas, ...nullable };
  return nullable.nullable && schemas[0].$ref ? { allOf: schemas, ...nullable } : { ...schemas[0], ...nullable };
}

function objectOf(type, context) {
  const { checker } = context;
  const values = checker.getIndexTypeOfType(type, ts.IndexKind.String);
  if (values) return { type: 'object', additionalProperties: schemaOf(values, context) };
  const properties = {};
  const required = [];
  for (const property of checker.getPropertiesOfType(type)) {
    const declared = checker.getTypeOfSymbol(property);
    properties[property.name] = describe(schemaOf(declared, context), property, checker);
    if (!(property.flags & ts.SymbolFlags.Optional)) required.push(property.name);
  }
  return { type: 'object', properties, ...(required.length > 0 && { required }) };
}

function describe(schema, symbol, checker) {
  const description = ts.displayPartsToString(symbol.getDocumentationComment(checker)).replace(/\s+/g, ' ').trim();
  if (!description) return schema;
  return schema.$ref ? { allOf: [schema], description } : { ...schema, description };
}

/** The file's content, laid out by Prettier. */
export async function viewSchemasText() {
  const options = await prettier.resolveConfig(output);
  return prettier.format(JSON.stringify(viewSchemas()), { ...options, parser: 'json' });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--print')) process.stdout.write(await viewSchemasText());
  else writeFileSync(output, await viewSchemasText());
}
