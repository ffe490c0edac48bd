import { standardTokens } from './analysis';
import { DoubleError, only, single } from './double-error';
import type { DoubleIndex, StoredDocument } from './double-index';
import { combinedScore, leastOf, weightedField } from './text-scoring';

/** The score of a document, or null for one that does not match. */
export type Matcher = (document: StoredDocument) => number | null;

const listOf = (value: unknown): unknown[] => (value === undefined ? [] : [value].flat());
const valuesOf = ({ source }: StoredDocument, field: string): unknown[] => listOf(source[field] ?? undefined);

/** Compiles the part of the query language that the adapter uses. Throws 400 for everything else. */
export function compile(query: unknown, index: DoubleIndex): Matcher {
  const [kind, body] = single(query, 'query');
  const make = kinds[kind];
  if (!make) throw new DoubleError(400, 'parsing_exception', `unknown query [${kind}]`);
  return make(body, index);
}

const kinds: Readonly<Record<string, (body: unknown, index: DoubleIndex) => Matcher>> = {
  match_all: (body) => {
    only(body, [], 'match_all');
    return () => 1;
  },
  bool,
  constant_score: (body, index) => {
    const { filter, boost } = only(body, ['filter', 'boost'], 'constant_score');
    const matches = compile(filter, index);
    return (document) => (matches(document) === null ? null : Number(boost ?? 1));
  },
  term: (body, index) => {
    const [field, options] = single(body, 'term');
    const { value } = only(options, ['value'], `term.${field}`);
    index.expect(field, 'keyword', 'boolean', 'long');
    return (document) => (valuesOf(document, field).includes(value) ? 1 : null);
  },
  terms: (body, index) => {
    const [field, values] = single(body, 'terms');
    index.expect(field, 'keyword', 'boolean', 'long');
    const wanted = listOf(values);
    return (document) => (valuesOf(document, field).some((value) => wanted.includes(value)) ? 1 : null);
  },
  prefix: (body, index) => {
    const [field, options] = single(body, 'prefix');
    const { value } = only(options, ['value'], `prefix.${field}`);
    index.expect(field, 'keyword');
    return (document) => (valuesOf(document, field).some((own) => String(own).startsWith(String(value))) ? 1 : null);
  },
  range: (body, index) => {
    const [field, options] = single(body, 'range');
    const { gte, lte } = only(options, ['gte', 'lte'], `range.${field}`);
    index.expect(field, 'long');
    const inside = (value: unknown) =>
      Number(value) >= Number(gte ?? -Infinity) && Number(value) <= Number(lte ?? Infinity);
    return (document) => (valuesOf(document, field).some(inside) ? 1 : null);
  },
  combined_fields: (body, index) => {
    const keys = ['query', 'fields', 'operator', 'minimum_should_match'];
    const { query, fields, operator, minimum_should_match } = only(body, keys, 'combined_fields');
    const weighted = listOf(fields).map((field) => weightedField(String(field)));
    const analysers = new Set(weighted.map(({ name }) => (index.expect(name, 'text'), index.field(name).analyzer)));
    if (analysers.size !== 1) throw new DoubleError(400, 'illegal_argument_exception', 'fields differ in analyzer');
    if (weighted.some(({ weight }) => weight < 1))
      throw new DoubleError(400, 'illegal_argument_exception', 'combined_fields takes no boost below 1');
    const terms = index.tokens(weighted[0]?.name as string, String(query)).map(({ term }) => term);
    if (terms.length === 0) return () => null;
    const distinct = [...new Set(terms)];
    return combinedScore(index, weighted, distinct, leastOf(minimum_should_match, operator, distinct.length));
  },
  multi_match: boolPrefix,
};

function bool(body: unknown, index: DoubleIndex): Matcher {
  const keys = ['must', 'should', 'filter', 'minimum_should_match'];
  const { must, should, filter, minimum_should_match } = only(body, keys, 'bool');
  const part = (queries: unknown) => listOf(queries).map((query) => compile(query, index));
  const [musts, shoulds, filters] = [part(must), part(should), part(filter)];
  const least = Number(minimum_should_match ?? (musts.length + filters.length === 0 && shoulds.length > 0 ? 1 : 0));
  return (document) => {
    if (filters.some((matches) => matches(document) === null)) return null;
    const required = musts.map((matches) => matches(document));
    if (required.includes(null)) return null;
    const optional = shoulds.map((matches) => matches(document)).filter((score) => score !== null);
    if (optional.length < least) return null;
    return [...(required as number[]), ...optional].reduce((sum, score) => sum + score, 0);
  };
}

/** `multi_match` of type `bool_prefix` over a `search_as_you_type` field: whole words, the last one a prefix. */
function boolPrefix(body: unknown, index: DoubleIndex): Matcher {
  const { query, type, operator, fields } = only(body, ['query', 'type', 'operator', 'fields'], 'multi_match');
  if (type !== 'bool_prefix' || operator !== 'and')
    throw new DoubleError(400, 'parsing_exception', 'the double knows multi_match of type bool_prefix with and');
  const names = listOf(fields).map((field) => String(field).replace(/\._[23]gram$/, ''));
  for (const name of names) index.expect(name, 'search_as_you_type');
  const typed = standardTokens(String(query)).map(({ term }) => term);
  if (typed.length === 0) return () => null;
  const last = typed.at(-1) as string;
  return (document) => {
    const words = valuesOf(document, (names[0] as string).split('.')[0] as string).flatMap((text) =>
      standardTokens(String(text)).map(({ term }) => term),
    );
    const all = typed.slice(0, -1).every((term) => words.includes(term)) && words.some((word) => word.startsWith(last));
    return all ? typed.length : null;
  };
}
