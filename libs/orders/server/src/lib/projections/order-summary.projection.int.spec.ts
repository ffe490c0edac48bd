import { Redis } from 'ioredis';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { OrderEvent } from '@mercury/orders/contracts';
import { EventRegistry, eventStoreMigrations, PostgresEventStore } from '@mercury/platform/event-store';
import {
  PausedParts,
  projectionMigrations,
  ProjectionRunner,
  ProjectionWriter,
  replayProjection,
} from '@mercury/platform/projections';
import { createTestDatabase, type TestDatabase } from '@mercury/platform/testing';
import { ordersEventTypes } from '../events';
import { ordersMigrations } from '../migrations';
import { orderSummaryProjection } from './order-summary.projection';

const image = { id: 'i', alt: '', color: '#ffffff' };
const line = { variantId: 'v', productId: 'p', slug: 's', title: 't', options: {}, image, quantity: 2 };
const placed = (orderId: string): OrderEvent => ({
  type: 'orders.order.placed',
  data: {
    orderId,
    number: 'M-000001',
    cartId: 'c',
    visitorId: 'v',
    email: 'buyer@example.com',
    shippingAddress: { name: 'A Buyer', line1: 'Street 1', city: 'Berlin', postalCode: '10115', country: 'DE' },
    shippingCountry: 'DE',
    customerKey: 'email:5e',
    shippingMethod: 'standard',
    lines: [{ ...line, unitPriceMinor: 1_000, lineTotalMinor: 2_000 }],
    totals: { currency: 'EUR', itemsMinor: 2_000, shippingMinor: 490, taxMinor: 398, totalMinor: 2_490 },
    holdId: 'h',
    holdExpiresAt: '2026-11-24T12:15:00.000Z',
  },
});
const declined = (orderId: string): OrderEvent => ({
  type: 'orders.order.payment-declined',
  data: { orderId, paymentId: 'p', declineCode: 'card_declined' },
});

describe('the summary of orders', () => {
  let database: TestDatabase;
  let redis: Redis;
  beforeAll(async () => {
    database = await createTestDatabase({
      migrations: [...eventStoreMigrations, ...projectionMigrations, ...ordersMigrations],
    });
    redis = new Redis(process.env['MERCURY_TEST_REDIS_URL'] as string, { protocol: 2 });
  });
  afterAll(async () => {
    redis.disconnect();
    await database.drop();
  });

  it('has a row an order, without names, and is the same after a replay', async () => {
    const em = database.orm.em as EntityManager;
    const store = new PostgresEventStore(em, new EventRegistry(ordersEventTypes));
    const writer = new ProjectionWriter(em, redis);
    const happens = (orderId: string, version: number, events: OrderEvent[]) =>
      store.append(
        { streamId: `orders.order-${orderId}`, expectedVersion: version, events },
        { commandId: `${orderId}:${version}`, occurredAt: `2026-11-24T12:0${version}:00.000Z` },
      );
    await happens('sold', 0, [placed('sold'), declined('sold')]);
    await happens('ended', 0, [placed('ended')]);
    const onError = (_: unknown, error: unknown) => {
      throw error;
    };
    await writer.install(orderSummaryProjection);
    const runner = new ProjectionRunner(orderSummaryProjection, writer, new PausedParts(em), store, { onError });
    await runner.catchUp();
    const data = { orderId: 'sold', paymentId: 'p', amountMinor: 2_490, currency: 'EUR', visitorId: 'v', lines: [] };
    await happens('sold', 2, [declined('sold'), { type: 'orders.order.confirmed', data }]);
    await happens('ended', 1, [{ type: 'orders.order.cancelled', data: { orderId: 'ended', reason: 'sold_out' } }]);
    await runner.catchUp();
    const rows = await em.fork().execute(
      `SELECT order_id, status, total_minor::int, items, country, declines, end_reason, confirmed_at - placed_at = '2 minutes' AS timed
         FROM orders.order_summary ORDER BY order_id`,
    );
    const common = { total_minor: 2_490, items: 2, country: 'DE' };
    expect(rows).toEqual([
      { order_id: 'ended', status: 'cancelled', declines: 0, end_reason: 'sold_out', timed: null, ...common },
      { order_id: 'sold', status: 'confirmed', declines: 2, end_reason: null, timed: true, ...common },
    ]);
    const replay = await replayProjection(store, orderSummaryProjection, writer);
    expect(replay).toMatchObject({ equal: true, swapped: true });
  });
});
