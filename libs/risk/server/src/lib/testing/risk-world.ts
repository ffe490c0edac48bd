import type { EntityManager } from '@mikro-orm/postgresql';
import {
  EventRegistry,
  eventStoreMigrations,
  PostgresEventStore,
  type RecordedEvent,
} from '@mercury/platform/event-store';
import { Metrics } from '@mercury/platform/observability';
import { projectionMigrations, type PostgresProjection, type Projection } from '@mercury/platform/projections';
import { createTestDatabase, type TestDatabase } from '@mercury/platform/testing';
import type { RiskRpc } from '@mercury/risk/contracts';
import type { RiskModel } from '@mercury/risk/domain';
import { AssessPayment } from '../assess/assess-payment.command';
import { AssessPaymentHandler } from '../assess/assess-payment.handler';
import { riskEventTypes } from '../events/risk.event-types';
import { riskMigrations } from '../migrations';
import { riskProjections } from '../projections';
import { RiskMetrics } from '../risk.metrics';

type Request = RiskRpc['risk.assess']['request'];

/** Ten thousand minor units are an even chance, fifteen thousand are declined: so that specs can choose a decision. */
export const amountModel: RiskModel = {
  modelId: 'by-amount',
  features: ['amount'],
  logs: [],
  means: [10_000],
  scales: [2_000],
  weights: [1],
  bias: 0,
  thresholds: { review: 0.5, decline: 0.9 },
};

/** A migrated database with the risk service's tables and views, and handlers on it. */
export class RiskWorld {
  private constructor(
    readonly database: TestDatabase,
    readonly em: EntityManager,
    readonly store: PostgresEventStore,
  ) {}

  static async open(): Promise<RiskWorld> {
    const database = await createTestDatabase({
      migrations: [...eventStoreMigrations, ...projectionMigrations, ...riskMigrations],
    });
    const em = database.orm.em as EntityManager;
    const world = new RiskWorld(database, em, new PostgresEventStore(em, new EventRegistry(riskEventTypes)));
    for (const projection of riskProjections.filter(hasTables))
      for (const [name, ddl] of Object.entries(projection.tables))
        for (const statement of ddl(`${projection.schema}.${name}`)) await em.fork().execute(statement);
    return world;
  }

  /** A handler with its own queue: two of them are like two processes. */
  handler({ model = amountModel, testCards = false } = {}): (request: Request) => Promise<unknown> {
    const metrics = new RiskMetrics(new Metrics('risk'));
    const handler = new AssessPaymentHandler(this.em, this.store, { model, testCards }, metrics);
    return (request) => handler.execute(new AssessPayment(request));
  }

  /** Folds events as the worker does. */
  async fold(name: string, events: readonly RecordedEvent[]): Promise<void> {
    const projection = riskProjections.filter(hasTables).find((each) => each.name === name) as PostgresProjection;
    await projection.apply(
      events.filter(({ type }) => projection.handles.includes(type)),
      {
        execute: (sql, params) => this.em.fork().execute(sql, [...(params ?? [])]),
        table: (table) => `${projection.schema}.${table}`,
      },
    );
  }

  async events(): Promise<RecordedEvent[]> {
    return (await this.store.readAll({ after: 0, limit: 1_000 })).events;
  }
}

const hasTables = (projection: Projection): projection is PostgresProjection => 'tables' in projection;

/** A request of customer `customerKey`, to be changed where a spec cares. */
export const aPayment = (commandId: string, change: Partial<Request> = {}): Request => ({
  commandId,
  orderId: `order-${commandId}`,
  paymentId: `payment-${commandId}`,
  amountMinor: 4_000,
  currency: 'EUR',
  customerKey: 'customer-1',
  shippingCountry: 'DE',
  occurredAt: '2026-11-24T12:00:00.000Z',
  ...change,
});
