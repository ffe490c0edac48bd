import { DoubleError, only } from './double-error';
import type { DoubleIndex, StoredDocument } from './double-index';
import { compile } from './query';

type Aggregations = Record<string, unknown>;

/** Runs aggregations over documents: `filter`, `global`, `terms` with `include`, `min`, `max`. */
export function aggregate(aggs: unknown, documents: readonly StoredDocument[], index: DoubleIndex): Aggregations {
  return Object.fromEntries(
    Object.entries((aggs ?? {}) as Aggregations).map(([name, body]) => [name, one(name, body, documents, index)]),
  );
}

function one(name: string, body: unknown, documents: readonly StoredDocument[], index: DoubleIndex): object {
  const { aggs, ...kinds } = only(body, ['aggs', 'filter', 'global', 'terms', 'min', 'max'], name);
  const [kind, options, ...rest] = Object.entries(kinds).flat();
  if (kind === undefined || rest.length > 0)
    throw new DoubleError(400, 'parsing_exception', `[${name}] must have exactly one type`);
  switch (kind) {
    case 'filter': {
      const matches = compile(options, index);
      const kept = documents.filter((document) => matches(document) !== null);
      return { doc_count: kept.length, ...aggregate(aggs, kept, index) };
    }
    case 'global': {
      const all = [...index.documents.values()];
      return { doc_count: all.length, ...aggregate(aggs, all, index) };
    }
    case 'terms':
      return terms(name, options, documents, index);
    default: {
      const { field } = only(options, ['field'], name);
      index.expect(String(field), 'long');
      const values = documents.map(({ source }) => Number(source[String(field)]));
      return { value: values.length === 0 ? null : kind === 'min' ? Math.min(...values) : Math.max(...values) };
    }
  }
}

/** Buckets by count, then by key; `sum_other_doc_count` as Elasticsearch counts it. */
function terms(name: string, options: unknown, documents: readonly StoredDocument[], index: DoubleIndex): object {
  const { field, size = 10, include } = only(options, ['field', 'size', 'include'], name);
  index.expect(String(field), 'keyword');
  const pattern = include === undefined ? undefined : new RegExp(`^(?:${String(include)})$`);
  const counts = new Map<string, number>();
  for (const { source } of documents)
    for (const value of new Set([source[String(field)] ?? []].flat().map(String)))
      if (!pattern || pattern.test(value)) counts.set(value, (counts.get(value) ?? 0) + 1);
  const buckets = [...counts]
    .map(([key, doc_count]) => ({ key, doc_count }))
    .sort((a, b) => b.doc_count - a.doc_count || (a.key < b.key ? -1 : 1));
  return {
    doc_count_error_upper_bound: 0,
    sum_other_doc_count: buckets.slice(Number(size)).reduce((sum, { doc_count }) => sum + doc_count, 0),
    buckets: buckets.slice(0, Number(size)),
  };
}
