import { EntityManager } from '@mikro-orm/postgresql';
import type { ProductDescription } from '@mercury/catalog/contracts';
import { EventRegistry, eventStoreMigrations, PostgresEventStore } from '@mercury/platform/event-store';
import { projectionMigrations } from '@mercury/platform/projections';
import { createTestDatabase, type TestDatabase } from '@mercury/platform/testing';
import { catalogEventTypes } from './events/catalog.event-types';
import { loadProducts } from './load/load-products';
import { catalogMigrations } from './migrations';
import { productsProjection } from './projections/products.projection';
import { GetProductHandler } from './queries/get-product.handler';
import { GetProduct } from './queries/get-product.query';
import { GetVariantsHandler } from './queries/get-variants.handler';
import { GetVariants } from './queries/get-variants.query';
import { ListCategoriesHandler } from './queries/list-categories.handler';
import { CommitStockHandler } from './stock/commit-stock.handler';
import { CommitStock } from './stock/commit-stock.command';
import { HoldStockHandler } from './stock/hold-stock.handler';
import { HoldStock } from './stock/hold-stock.command';
import { expiredHolds } from './stock/holds';
import { ReleaseStockHandler } from './stock/release-stock.handler';
import { ReleaseStock } from './stock/release-stock.command';
import { ReturnStockHandler } from './stock/return-stock.handler';
import { ReturnStock } from './stock/return-stock.command';

const expiresAt = '2026-11-24T12:15:00.000Z';
const variant = (variantId: string, size: string) => ({
  variantId,
  sku: `SKU-${variantId}`,
  options: { size, colour: 'Sand' },
  priceMinor: 12900,
  currency: 'EUR',
});
const coat: ProductDescription = {
  productId: 'coat',
  slug: 'wool-coat',
  title: 'Wool Coat',
  brand: 'Halden',
  description: 'Warm.',
  categoryPath: ['clothing', 'jackets-and-coats'],
  attributes: { material: 'Wool' },
  images: [{ id: 'i1', alt: 'A coat', color: '#dddddd' }],
  variants: [variant('coat-s', 'S'), variant('coat-m', 'M')],
};

describe('the catalogue on PostgreSQL', () => {
  let database: TestDatabase;
  let em: EntityManager;
  let store: PostgresEventStore;
  const load = () => loadProducts(store, em, [{ product: coat, stock: { 'coat-s': 5, 'coat-m': 1 } }]);
  const hold = (holdId: string, lines: Record<string, number>) =>
    new HoldStockHandler(store).execute(
      new HoldStock({
        commandId: `hold:${holdId}`,
        holdId,
        expiresAt,
        lines: Object.entries(lines).map(([variantId, quantity]) => ({ variantId, quantity })),
      }),
    );
  const free = async () =>
    (await new GetVariantsHandler(em).execute(new GetVariants({ variantIds: ['coat-s', 'coat-m'] }))).map(
      ({ available }) => available,
    );

  beforeAll(async () => {
    database = await createTestDatabase({
      migrations: [...eventStoreMigrations, ...projectionMigrations, ...catalogMigrations],
    });
    em = database.orm.em as EntityManager;
    store = new PostgresEventStore(em, new EventRegistry(catalogEventTypes));
    for (const [name, ddl] of Object.entries(productsProjection.tables))
      for (const statement of ddl(`catalog.${name}`)) await em.fork().execute(statement);
    expect(await load()).toEqual({ listed: 1, revised: 0, unchanged: 0 });
    const { events } = await store.readAll({ after: 0, limit: 100 });
    await productsProjection.apply(
      events.filter(({ type }) => productsProjection.handles.includes(type)),
      {
        execute: (sql, params) => em.fork().execute(sql, [...(params ?? [])]),
        table: (name) => `catalog.${name}`,
      },
    );
  });
  afterAll(() => database.drop());

  it('changes nothing when it is loaded again', async () => {
    const before = await store.head();
    expect(await load()).toEqual({ listed: 0, revised: 0, unchanged: 1 });
    expect(await store.head()).toBe(before);
    expect(await free()).toEqual([5, 1]);
  });

  it('shows a product with its options in the order in which they are chosen', async () => {
    const product = await new GetProductHandler(em).execute(new GetProduct({ slug: 'wool-coat' }));
    expect(product.options).toEqual([
      { name: 'colour', values: ['Sand'] },
      { name: 'size', values: ['S', 'M'] },
    ]);
    expect(product.categories.at(-1)).toEqual({ slug: 'jackets-and-coats', title: 'Jackets & Coats' });
  });

  it('answers 404 for what is not on the shelf', async () => {
    await expect(new GetProductHandler(em).execute(new GetProduct({ slug: 'nothing' }))).rejects.toMatchObject({
      status: 404,
    });
  });

  it('counts products in the tree of categories', async () => {
    expect(await new ListCategoriesHandler(em).execute()).toMatchObject([
      { slug: 'clothing', productCount: 1, children: [{ slug: 'jackets-and-coats', productCount: 1 }] },
    ]);
  });

  it('holds all lines or none, and says what is free', async () => {
    await expect(hold('h1', { 'coat-s': 1, 'coat-m': 2 })).rejects.toMatchObject({
      code: 'catalog.sold_out',
      data: {
        lines: [
          { variantId: 'coat-m', available: 1 },
          { variantId: 'coat-s', available: 5 },
        ],
      },
    });
    expect(await free()).toEqual([5, 1]);
  });

  it('holds, releases and sells, each once', async () => {
    await hold('h2', { 'coat-s': 2 });
    await hold('h2', { 'coat-s': 2 });
    expect(await free()).toEqual([3, 1]);
    expect(await expiredHolds(em, new Date(expiresAt), 10)).toEqual(['h2']);
    const release = new ReleaseStockHandler(em, store);
    for (const commandId of ['r1', 'r2'])
      await release.execute(new ReleaseStock({ commandId, holdId: 'h2', reason: 'expired' }));
    expect(await free()).toEqual([5, 1]);
    const commit = new CommitStockHandler(em, store);
    await expect(commit.execute(new CommitStock({ commandId: 'c1', holdId: 'h2' }))).rejects.toMatchObject({
      code: 'catalog.hold_gone',
    });
    await hold('h3', { 'coat-s': 1 });
    for (const commandId of ['c2', 'c3']) await commit.execute(new CommitStock({ commandId, holdId: 'h3' }));
    expect(await free()).toEqual([4, 1]);
  });

  it('takes sold units back, once for each order', async () => {
    const lines = [{ variantId: 'coat-s', quantity: 1 }];
    const giveBack = (commandId: string, orderId: string) =>
      new ReturnStockHandler(store).execute(new ReturnStock({ commandId, orderId, lines }));
    await giveBack('back-1', 'order-1');
    await giveBack('back-2', 'order-1');
    expect(await free()).toEqual([5, 1]);
    await expect(giveBack('back-3', 'order-2')).rejects.toMatchObject({ code: 'catalog.returned_too_many' });
  });

  it('never sells the last unit twice', async () => {
    const attempts = await Promise.allSettled(Array.from({ length: 12 }, (_, n) => hold(`race-${n}`, { 'coat-m': 1 })));
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await free())[1]).toBe(0);
  });
});
