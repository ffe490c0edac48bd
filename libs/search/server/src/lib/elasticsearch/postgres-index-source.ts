import type { EntityManager } from '@mikro-orm/postgresql';
import type { Redis } from 'ioredis';
import type { StockEvent } from '@mercury/catalog/contracts';
import type { EventStore, RecordedEvent } from '@mercury/platform/event-store';
import { partOfStream, waitForPosition } from '@mercury/platform/projections';
import { freeUnits } from '../postgres/search-sql';
import { searchProjection } from '../projection/search.projection';
import { IndexSource, type Changes } from './index-source';
import type { DocumentRow } from './product-document';

const PAGE = 1_000;
const WAIT_MS = 5_000;
/** Parts without events of their own move only now and then. */
const WAIT_FOR_ALL_MS = 20_000;

const columns = `d.product_id, d.card, d.title, d.brand, d.description, d.features, d.words, d.category_path, d.attrs, d.price_minor,
  to_char(d.released_on, 'YYYY-MM-DD') AS released_on, d.listed::float8 AS listed, ${freeUnits('d')} AS in_stock,
  ARRAY(SELECT code FROM search.codes c WHERE c.product_id = d.product_id ORDER BY code) AS codes`;

/** Reads the event store in its order, and the `search` projection once it has folded what was read. */
export class PostgresIndexSource extends IndexSource {
  constructor(
    private readonly store: EventStore,
    private readonly em: EntityManager,
    private readonly redis: Redis,
  ) {
    super();
  }

  override head(): Promise<number> {
    return this.store.head();
  }

  override async changesAfter(after: number): Promise<Changes | undefined> {
    const { events, position } = await this.store.readAll({ after, limit: PAGE });
    const handled = events.filter(({ type }) => searchProjection.handles.includes(type));
    if (!(await this.folded(handled))) return undefined;
    return { position, productIds: await this.productsOf(handled.map((event) => this.store.registry.upcast(event))) };
  }

  override async knows(position: number): Promise<boolean> {
    const waits = streamOfEachPart().map((streamId) => this.wait(streamId, position, WAIT_FOR_ALL_MS));
    return (await Promise.all(waits)).every(Boolean);
  }

  override documents(productIds: readonly string[]): Promise<DocumentRow[]> {
    return this.em
      .fork()
      .execute<DocumentRow[]>(
        `SELECT ${columns} FROM search.documents d WHERE d.product_id IN (SELECT jsonb_array_elements_text(?::jsonb))`,
        [JSON.stringify(productIds)],
      );
  }

  override documentsAfter(productId: string, limit: number): Promise<DocumentRow[]> {
    return this.em
      .fork()
      .execute<DocumentRow[]>(
        `SELECT ${columns} FROM search.documents d WHERE d.product_id > ? ORDER BY d.product_id LIMIT ?`,
        [productId, limit],
      );
  }

  /** The projection folds part by part: each part must have come as far as its last event of the page. */
  private async folded(events: readonly RecordedEvent[]): Promise<boolean> {
    const lastOfPart = new Map(events.map((event) => [partOfStream(event.streamId), event]));
    const waits = [...lastOfPart.values()].map(({ streamId, position }) => this.wait(streamId, position, WAIT_MS));
    return (await Promise.all(waits)).every(Boolean);
  }

  private wait(streamId: string, position: number, timeoutMs: number): Promise<boolean> {
    return waitForPosition({ em: this.em, redis: this.redis }, searchProjection, streamId, position, timeoutMs);
  }

  private async productsOf(events: readonly RecordedEvent[]): Promise<string[]> {
    const named = new Set<string>();
    const variants = new Set<string>();
    for (const { type, data } of events)
      if (type.startsWith('catalog.product.')) named.add((data as { productId: string }).productId);
      else variants.add((data as StockEvent['data']).variantId);
    if (variants.size > 0) {
      const rows = await this.em
        .fork()
        .execute<{ product_id: string }[]>(
          'SELECT DISTINCT product_id FROM search.product_variants WHERE variant_id IN (SELECT jsonb_array_elements_text(?::jsonb))',
          [JSON.stringify([...variants])],
        );
      for (const { product_id } of rows) named.add(product_id);
    }
    return [...named];
  }
}

/** Stream names of the catalogue, one for each part of the projection. */
function streamOfEachPart(): string[] {
  const streams = new Map<number, string>();
  for (let n = 0; n < 200; n += 1) {
    const streamId = `catalog.product-${n}`;
    streams.set(partOfStream(streamId), streamId);
  }
  return [...streams.values()];
}
