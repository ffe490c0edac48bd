import { aggregate } from './aggregations';
import { DoubleError, only, single } from './double-error';
import type { DoubleIndex, StoredDocument } from './double-index';
import { compile } from './query';
import { suggestTerms } from './suggester';

interface Hit {
  readonly document: StoredDocument;
  readonly score: number;
  readonly sort: readonly unknown[];
}

interface Order {
  readonly field: string;
  readonly descending: boolean;
}

const bodyKeys = [
  ...['query', 'post_filter', 'aggs', 'sort', 'size', 'from', 'search_after', '_source', 'track_total_hits'],
  ...['timeout', 'suggest'],
];

/** Executes a search over an index, as far as the adapter asks. Throws 400 for what it does not know. */
export function search(index: DoubleIndex, request: unknown): object {
  const body = only(request, bodyKeys, 'search');
  const matches = compile(body['query'] ?? { match_all: {} }, index);
  const found = [...index.documents.values()].flatMap((document) => {
    const score = matches(document);
    return score === null ? [] : [{ document, score }];
  });
  const kept = body['post_filter'] ? compile(body['post_filter'], index) : () => 1;
  const orders = [body['sort'] ?? []].flat().map((sort) => orderOf(sort, index));
  const hits = found
    .filter(({ document }) => kept(document) !== null)
    .map((hit) => ({ ...hit, sort: orders.map(({ field }) => sortValue(hit, field, index)) }))
    .sort((a, b) => compareAll(a.sort, b.sort, orders));
  const from = Number(body['from'] ?? 0);
  const size = Number(body['size'] ?? 10);
  if (from + size > 10_000) throw new DoubleError(400, 'illegal_argument_exception', 'Result window is too large');
  const page = pageOf(hits, orders, body['search_after'] as unknown[] | undefined, from, size);
  const fields = body['_source'] as string[] | undefined;
  return {
    took: 1,
    timed_out: false,
    _shards: { total: 1, successful: 1, skipped: 0, failed: 0 },
    hits: {
      ...(body['track_total_hits'] !== false && { total: { value: hits.length, relation: 'eq' } }),
      max_score: null,
      hits: page.map(({ document, score, sort }) => ({
        _index: index.name,
        _id: document.id,
        _score: score,
        _source: pick(document.source, fields),
        sort,
      })),
    },
    ...(body['aggs'] !== undefined && {
      aggregations: aggregate(
        body['aggs'],
        found.map(({ document }) => document),
        index,
      ),
    }),
    ...(body['suggest'] !== undefined && { suggest: suggestTerms(body['suggest'], index) }),
  };
}

function pageOf(
  hits: readonly Hit[],
  orders: readonly Order[],
  after: unknown[] | undefined,
  from: number,
  size: number,
) {
  if (!after) return hits.slice(from, from + size);
  if (from > 0) throw new DoubleError(400, 'illegal_argument_exception', '`from` must be 0 with `search_after`');
  if (after.length !== orders.length)
    throw new DoubleError(400, 'illegal_argument_exception', 'search_after has another number of values than sort');
  return hits.filter(({ sort }) => compareAll(sort, after, orders) > 0).slice(0, size);
}

function orderOf(sort: unknown, index: DoubleIndex): Order {
  const [field, options] = single(sort, 'sort');
  const { order } =
    typeof options === 'string' ? { order: options } : only(options, ['order', 'missing'], `sort.${field}`);
  if (field !== '_score') index.expect(field, 'keyword', 'long', 'date');
  return { field, descending: order === 'desc' };
}

function sortValue(
  { document, score }: { document: StoredDocument; score: number },
  field: string,
  index: DoubleIndex,
) {
  if (field === '_score') return score;
  const value = document.source[field] ?? null;
  if (value === null) return null;
  const { type, normalizer } = index.field(field);
  if (type === 'date') return Date.parse(String(value));
  return normalizer ? String(value).toLowerCase() : value;
}

/** Values that are missing come last, whatever the order. */
function compareAll(a: readonly unknown[], b: readonly unknown[], orders: readonly Order[]): number {
  for (const [n, { descending }] of orders.entries()) {
    const [x, y] = [a[n], b[n]] as [number, number];
    if (x === y) continue;
    if (x === null) return 1;
    if (y === null) return -1;
    return (x < y ? -1 : 1) * (descending ? -1 : 1);
  }
  return 0;
}

function pick(source: Readonly<Record<string, unknown>>, fields: readonly string[] | undefined): object {
  return fields
    ? Object.fromEntries(fields.flatMap((field) => (field in source ? [[field, source[field]]] : [])))
    : source;
}
