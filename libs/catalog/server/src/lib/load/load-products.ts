import type { EntityManager } from '@mikro-orm/postgresql';
import type { ProductDescription, ProductEvent } from '@mercury/catalog/contracts';
import { listProduct, productAggregate, type ProductState } from '@mercury/catalog/domain';
import { deterministicId } from '@mercury/shared/util-ids';
import type { BatchedAppend, EventStore } from '@mercury/platform/event-store';

/** A product to put on the shelf, with the first delivery of each of its variants. */
export interface ProductToLoad {
  readonly product: ProductDescription;
  /** Units by variant id; a variant without any is sold out from the start. */
  readonly stock: Readonly<Record<string, number>>;
}

export interface LoadResult {
  readonly listed: number;
  readonly revised: number;
  readonly unchanged: number;
}

/**
 * Loads many products in few commits. What is there already with the same content gets no event, and a variant gets its
 * first delivery once, so loading again changes nothing. Ids of commands derive from the content.
 */
export async function loadProducts(
  store: EventStore,
  em: EntityManager,
  products: readonly ProductToLoad[],
): Promise<LoadResult> {
  const states = await currentStates(em, products);
  const decided = products.map(({ product }) => {
    const { state, version } = states.get(product.productId) ?? { state: productAggregate.initialState(), version: 0 };
    return { product, version, events: listProduct(state, product) };
  });
  await store.appendBatch(
    decided
      .filter(({ events }) => events.length > 0)
      .map(({ product, version, events }) => ({
        stream: { streamId: `catalog.product-${product.productId}`, expectedVersion: version, events },
        options: {
          commandId: deterministicId('load-product', product.productId, String(version), JSON.stringify(product)),
        },
      })),
  );
  await deliver(store, em, products);
  const count = (wanted: (events: ProductEvent[]) => boolean) => decided.filter(({ events }) => wanted(events)).length;
  return {
    listed: count((events) => events[0]?.type === 'catalog.product.listed'),
    revised: count((events) => events[0]?.type === 'catalog.product.revised'),
    unchanged: count((events) => events.length === 0),
  };
}

/** One read for a whole batch: the last event of each product says what it is now. */
async function currentStates(em: EntityManager, products: readonly ProductToLoad[]) {
  const ids = products.map(({ product }) => `catalog.product-${product.productId}`);
  const rows = await em.fork().execute<(ProductEvent & { stream_position: string; stream_id: string })[]>(
    `SELECT DISTINCT ON (stream_id) stream_id, stream_position, type, data FROM es.events
      WHERE stream_id IN (SELECT jsonb_array_elements_text(?::jsonb)) ORDER BY stream_id, stream_position DESC`,
    [JSON.stringify(ids)],
  );
  return new Map(
    rows.map((event): [string, { state: ProductState; version: number }] => [
      event.data.productId,
      {
        state: productAggregate.evolve(productAggregate.initialState(), event),
        version: Number(event.stream_position),
      },
    ]),
  );
}

/**
 * First deliveries. The row is written after the events and only where it is missing: a crash between the two is mended
 * by the next load, and stock that has moved since is left alone.
 */
async function deliver(store: EventStore, em: EntityManager, products: readonly ProductToLoad[]): Promise<void> {
  const wanted = products
    .flatMap(({ stock }) => Object.entries(stock))
    .filter(([, quantity]) => quantity > 0)
    .map(([variant_id, on_hand]) => ({ variant_id, on_hand }));
  const missing = await em.fork().execute<{ variant_id: string; on_hand: number }[]>(
    `SELECT w.variant_id, w.on_hand FROM jsonb_to_recordset(?::jsonb) AS w(variant_id text, on_hand int)
      WHERE NOT EXISTS (SELECT 1 FROM catalog.stock s WHERE s.variant_id = w.variant_id)`,
    [JSON.stringify(wanted)],
  );
  await store.appendBatch(missing.map(delivery));
  await em.fork().execute(
    `INSERT INTO catalog.stock (variant_id, on_hand)
     SELECT * FROM jsonb_to_recordset(?::jsonb) AS r(variant_id text, on_hand int) ON CONFLICT DO NOTHING`,
    [JSON.stringify(missing)],
  );
}

function delivery({ variant_id, on_hand }: { variant_id: string; on_hand: number }): BatchedAppend {
  const data = { variantId: variant_id, quantity: on_hand, reason: 'first delivery' };
  return {
    stream: {
      streamId: `catalog.stock-${variant_id}`,
      expectedVersion: 0,
      events: [{ type: 'catalog.stock.received', data }],
    },
    options: { commandId: `first-delivery:${variant_id}` },
  };
}
