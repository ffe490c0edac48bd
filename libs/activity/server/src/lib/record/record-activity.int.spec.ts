import { randomUUID } from 'node:crypto';
import { EntityManager } from '@mikro-orm/postgresql';
import type { ActivityBatchDto, BehaviourDto } from '@mercury/activity/contracts';
import {
  EventRegistry,
  eventStoreMigrations,
  PostgresEventStore,
  type BatchedAppend,
} from '@mercury/platform/event-store';
import { Metrics } from '@mercury/platform/observability';
import { createTestDatabase, type TestDatabase } from '@mercury/platform/testing';
import { activityEventTypes } from '../events/activity.event-types';
import { ActivityMetrics } from '../activity-metrics';
import { RecordPurchase } from '../purchases/record-purchase.command';
import { RecordPurchaseHandler } from '../purchases/record-purchase.handler';
import { GroupCommit } from './group-commit';
import { RecordActivity } from './record-activity.command';
import { RecordActivityHandler } from './record-activity.handler';

// Databases are made and read models replayed: seconds on a machine that does much else.
jest.setTimeout(60_000);

const visitorId = '7f1c9a1e-3a3c-4d4a-9a53-0d6f0a6f8a01';
const browser = 'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0';
const sentAt = '2026-11-24T12:00:00.000Z';

class CountingStore extends PostgresEventStore {
  commits = 0;
  override appendBatch(appends: readonly BatchedAppend[]) {
    this.commits += 1;
    return super.appendBatch(appends);
  }
}

const view = (productId: string, fields: Partial<BehaviourDto> = {}): BehaviourDto => ({
  id: randomUUID(),
  kind: 'product-viewed',
  occurredAt: '2026-11-24T11:59:58.000Z',
  productId,
  ...fields,
});
const beacon = (events: BehaviourDto[], sessionId: string = randomUUID()): ActivityBatchDto => ({
  batchId: randomUUID(),
  sessionId,
  sentAt,
  events,
});

describe('the behaviour collector on PostgreSQL', () => {
  let database: TestDatabase;
  let store: CountingStore;
  let metrics: Metrics;
  let handler: RecordActivityHandler;
  let purchases: RecordPurchaseHandler;
  const clock = { now: () => new Date(now) };
  let now: string;
  const record = (batch: unknown, extra = {}) =>
    handler.execute(new RecordActivity({ visitorId, userAgent: browser, batch: batch as ActivityBatchDto, ...extra }));
  const recorded = async () => (await store.readAll({ after: 0, limit: 5_000 })).events;

  beforeEach(async () => {
    now = sentAt;
    database = await createTestDatabase({ migrations: eventStoreMigrations });
    const em = database.orm.em as EntityManager;
    store = new CountingStore(em, new EventRegistry(activityEventTypes));
    metrics = new Metrics('spec');
    const counters = new ActivityMetrics(metrics);
    handler = new RecordActivityHandler(new GroupCommit(store, em), clock, counters);
    purchases = new RecordPurchaseHandler(store, counters);
  });
  afterEach(() => database.drop());

  it('answers when the events are in the store, in the order of the beacon', async () => {
    const batch = beacon([view('p1'), view('p2', { kind: 'cart-added', quantity: 2 })]);
    const { accepted, position } = await record(batch);
    const events = await recorded();
    expect(accepted).toBe(2);
    expect(position).toBe(events.at(-1)?.position);
    expect(events.map(({ type, data }) => [type, (data as { productId: string }).productId])).toEqual([
      ['activity.product.viewed', 'p1'],
      ['activity.cart.added', 'p2'],
    ]);
    expect(events[0]).toMatchObject({
      streamId: `activity.session-${batch.sessionId}`,
      data: { visitorId, sessionId: batch.sessionId, occurredAt: '2026-11-24T11:59:58.000Z' },
      metadata: { occurredAt: '2026-11-24T11:59:58.000Z' },
    });
  });

  it('records a repeated event once, in whatever beacon and at whatever time it comes again', async () => {
    const first = view('p1');
    const batch = beacon([first]);
    const { position } = await record(batch);
    now = '2026-11-24T12:00:30.000Z';
    expect(await record(batch)).toEqual({ accepted: 1, position });
    const mixed = await record(beacon([first, view('p2')], batch.sessionId));
    expect(mixed.accepted).toBe(2);
    expect(await recorded()).toHaveLength(2);
    expect(await metrics.metrics()).toMatch(/outcome="repeated",service="spec"} 2/);
  });

  it('records a beacon once when several processes get it at the same moment', async () => {
    const batch = beacon([view('p1'), view('p2'), view('p3')]);
    const others = Array.from({ length: 6 }, (_, index) => {
      const other = { now: () => new Date(Date.parse(sentAt) + index) };
      const commits = new GroupCommit(store, database.orm.em as EntityManager);
      return new RecordActivityHandler(commits, other, new ActivityMetrics(new Metrics('spec')));
    });
    const command = new RecordActivity({ visitorId, userAgent: browser, batch });
    const answers = await Promise.all(others.map((other) => other.execute(command)));
    expect(new Set(answers.map(({ position }) => position)).size).toBe(1);
    expect(await recorded()).toHaveLength(3);
  });

  it('carries many beacons in few commits', async () => {
    await Promise.all(Array.from({ length: 200 }, (_, index) => record(beacon([view(`p${index}`)]))));
    expect(await recorded()).toHaveLength(200);
    expect(store.commits).toBeLessThan(10);
  });

  it('drops what is more than a day old, and records the rest', async () => {
    const { accepted } = await record(beacon([view('p1', { occurredAt: '2026-11-20T12:00:00.000Z' }), view('p2')]));
    expect(accepted).toBe(1);
    expect(await metrics.metrics()).toMatch(/outcome="too_old",service="spec"} 1/);
  });

  it('refuses robots unless they are ours', async () => {
    const userAgent = 'Mozilla/5.0 (compatible; Googlebot/2.1)';
    await expect(async () => record(beacon([view('p1')]), { userAgent })).rejects.toMatchObject({
      status: 403,
      code: 'activity.bot',
    });
    expect((await record(beacon([view('p1')]), { userAgent, trusted: true })).accepted).toBe(1);
  });

  it('refuses what is too much or wrong, whole and by name', async () => {
    const large = beacon([view('p1', { list: 'x'.repeat(70_000) })]);
    await expect(async () => record(large)).rejects.toMatchObject({ status: 413, code: 'activity.too_large' });
    const many = beacon(Array.from({ length: 101 }, () => view('p1')));
    await expect(async () => record(many)).rejects.toMatchObject({ status: 422 });
    for (const nothing of [undefined, null]) {
      const incomplete = beacon([view('p1'), { ...view('p2'), productId: nothing as undefined }]);
      await expect(async () => record(incomplete)).rejects.toMatchObject({
        status: 422,
        fieldErrors: [{ field: 'events.1.productId', code: 'required' }],
      });
    }
    await expect(async () => record(beacon([view('p1')]), { visitorId: 'me' })).rejects.toMatchObject({ status: 422 });
    await expect(async () => record(null)).rejects.toMatchObject({ status: 422 });
    expect(await recorded()).toEqual([]);
    expect(await metrics.metrics()).toMatch(/code="request.invalid",service="spec"} 5/);
  });

  it('keeps a malformed event out of the commit that others share', async () => {
    const commits = new GroupCommit(store, database.orm.em as EntityManager);
    const event = (productId: string) => ({
      id: randomUUID(),
      event: {
        type: 'activity.product.viewed',
        data: { visitorId, sessionId: 's1', occurredAt: sentAt, productId },
      } as const,
    });
    const good = commits.record([event('p1')]);
    await expect(async () => commits.record([event('p2'), event('')])).rejects.toThrow('productId must be');
    expect(await good).toMatchObject({ repeated: 0 });
    expect(await recorded()).toHaveLength(1);
  });

  it('records the purchase of a confirmed order once', async () => {
    const order = { orderId: 'o1', visitorId, lines: [{ productId: 'p1', quantity: 2 }] };
    const cause = { commandId: 'record-purchase-1', causationId: 'event-1' };
    for (let delivery = 0; delivery < 3; delivery += 1)
      await purchases.execute(new RecordPurchase(order, sentAt, cause));
    expect(await recorded()).toMatchObject([
      {
        streamId: 'activity.session-order-o1',
        metadata: cause,
        type: 'activity.product.purchased',
        data: { productId: 'p1', quantity: 2, visitorId, sessionId: 'order-o1', occurredAt: sentAt },
      },
    ]);
  });
});
