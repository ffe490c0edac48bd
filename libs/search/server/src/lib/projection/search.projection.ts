import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProductEvent, StockEvent } from '@mercury/catalog/contracts';
import type { RecordedEvent } from '@mercury/platform/event-store';
import type { PostgresProjection, ProjectionTransaction } from '@mercury/platform/projections';
import { comparableCodes, documentOf } from './document';
import { searchTables } from './search.tables';

const indexSql = readFileSync(join(__dirname, '../sql/index-documents.sql'), 'utf8');
const isProduct = (event: RecordedEvent): boolean => event.type.startsWith('catalog.product.');

/** The index of the PostgreSQL engine: documents, postings for BM25F, codes, and what is free of each variant. */
export const searchProjection: PostgresProjection = {
  name: 'search',
  // 2: documents keep their texts, from which another engine's index is filled.
  version: 2,
  topics: ['commerce'],
  handles: [
    'catalog.product.listed',
    'catalog.product.revised',
    'catalog.product.withdrawn',
    'catalog.stock.received',
    'catalog.stock.held',
    'catalog.stock.released',
    'catalog.stock.returned',
  ],
  schema: 'search',
  tables: searchTables,
  async apply(page, tx) {
    const products = page.filter(isProduct);
    if (products.length > 0) await indexProducts(products, tx);
    const changes = page.filter((event) => !isProduct(event));
    if (changes.length > 0) await moveAvailability(changes as unknown as StockEvent[], tx);
  },
};

async function indexProducts(page: readonly RecordedEvent[], tx: ProjectionTransaction): Promise<void> {
  const last = new Map<string, ProductEvent & { position: number }>();
  for (const event of page) {
    const known = event as unknown as ProductEvent & { position: number };
    last.set(known.data.productId, known);
  }
  const ids = JSON.stringify([...last.keys()]);
  for (const table of Object.keys(searchTables).filter((name) => name !== 'availability'))
    await tx.execute(
      `DELETE FROM ${tx.table(table)} WHERE product_id IN (SELECT jsonb_array_elements_text(?::jsonb))`,
      [ids],
    );
  const documents = [...last.values()].flatMap((event) =>
    event.type === 'catalog.product.withdrawn'
      ? []
      : [{ ...documentOf(event.data), codes_n: comparableCodes(documentOf(event.data)), position: event.position }],
  );
  if (documents.length === 0) return;
  const sql = indexSql.replaceAll(/\{(\w+)\}/g, (_, table: string) => tx.table(table));
  await tx.execute(sql, [JSON.stringify(documents)]);
}

/** Sums, so that the order of a variant's events among others' does not matter. */
async function moveAvailability(events: readonly StockEvent[], tx: ProjectionTransaction): Promise<void> {
  const change = new Map<string, number>();
  for (const { type, data } of events)
    change.set(
      data.variantId,
      (change.get(data.variantId) ?? 0) + (type.endsWith('.held') ? -data.quantity : data.quantity),
    );
  await tx.execute(
    `INSERT INTO ${tx.table('availability')} AS a (variant_id, available)
     SELECT * FROM jsonb_to_recordset(?::jsonb) AS r(variant_id text, available int)
     ON CONFLICT (variant_id) DO UPDATE SET available = a.available + excluded.available`,
    [JSON.stringify([...change].map(([variant_id, available]) => ({ variant_id, available })))],
  );
}
