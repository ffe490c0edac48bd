import { randomUUID } from 'node:crypto';
import { EntityManager } from '@mikro-orm/postgresql';
import { Module, type INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import type { OrderEvent, OrderOwner, OrdersRpc, OrderStatus, OrderView } from '@mercury/orders/contracts';
import { PlatformConfig } from '@mercury/platform/config';
import { problemCodec, ProblemFilter } from '@mercury/platform/errors';
import { EventRegistry, EventStore, eventStoreMigrations } from '@mercury/platform/event-store';
import { PersonalDataModule, personalDataMigrations } from '@mercury/platform/personal-data';
import { projectionMigrations } from '@mercury/platform/projections';
import { RedisStreamsClient, RedisStreamsServer } from '@mercury/platform/redis-streams';
import { Relay, relayMigrations, RelayState } from '@mercury/platform/relay';
import { platformModules } from '@mercury/platform/service';
import { claimRedisDatabase, createTestDatabase } from '@mercury/platform/testing';
import { Clock } from '@mercury/shared/util-ids';
import { OrderSweeper } from '../checkout/order-sweeper';
import { ordersEventTypes } from '../events';
import { ordersMigrations } from '../migrations';
import { OrdersModule } from '../orders.module';
import { FakeCatalogue } from './fake-catalogue';
import { FakePayment } from './fake-payment';
import { FakeRisk } from './fake-risk';
import { MortalEventStore } from './mortal-event-store';

// A whole service over real streams, perhaps on a busy machine: waits end by their own bounds, which say what they waited for.
jest.setTimeout(60_000);

@Module({ controllers: [FakeCatalogue, FakePayment, FakeRisk] })
class PeersModule {}

/** Time as the spec sets it; it runs from there, so that the database orders what happens in it. */
class SpecClock extends Clock {
  private ahead = 0;
  pass(minutes: number): void {
    this.ahead += minutes * 60_000;
  }
  override now(): Date {
    return new Date(Date.now() + this.ahead);
  }
}

const retry = { attempts: 8, baseMs: 2, capMs: 20 };

/**
 * The orders service as it runs, on a PostgreSQL and a Redis of its own, with its peers answering over the real transport
 * and the real relay between store and streams. `twin`: a second process whose group gets every event too, so that every
 * message is handled twice, side by side.
 */
export async function ordersWorld({ twin = false } = {}) {
  const database = await createTestDatabase({
    migrations: [
      ...eventStoreMigrations,
      ...relayMigrations,
      ...projectionMigrations,
      ...personalDataMigrations,
      ...ordersMigrations,
    ],
  });
  const redis = await claimRedisDatabase();
  const clock = new SpecClock();
  const config = Object.assign(new PlatformConfig(), { databaseUrl: database.url, redisUrl: redis.url });
  const store = new MortalEventStore(database.orm.em as EntityManager, new EventRegistry(ordersEventTypes));
  const groups = twin ? ['orders', 'orders-twin'] : ['orders'];
  const apps: INestApplication[] = [];
  for (const group of groups) apps.push(await startOrders(config, group, clock, store));
  const peers = await startPeers(config);
  const relay = new Relay(store, new RelayState(database.orm.em as EntityManager), {
    redisUrl: redis.url,
    onError: () => undefined,
  });
  relay.start();
  const client = new RedisStreamsClient({ url: redis.url, errors: problemCodec });
  return {
    database,
    redisUrl: redis.url,
    clock,
    store,
    app: apps[0] as INestApplication,
    catalogue: peers.get(FakeCatalogue),
    payment: peers.get(FakePayment),
    risk: peers.get(FakeRisk),
    sweep: () => (apps[0] as INestApplication).get(OrderSweeper, { strict: false }).sweep(),
    ...shopper(client, store),
    async close() {
      client.close();
      await relay.stop();
      for (const app of [...apps, peers]) await app.close();
      await database.drop();
      await redis.free();
    },
  };
}

export type OrdersWorld = Awaited<ReturnType<typeof ordersWorld>>;

const personalData = PersonalDataModule.forRoot({ secret: 'ab'.repeat(32) });

async function startOrders(config: PlatformConfig, group: string, clock: Clock, store: EventStore) {
  const module = await Test.createTestingModule({
    imports: [...platformModules({ name: 'orders', config, eventTypes: ordersEventTypes }), personalData, OrdersModule],
  })
    .overrideProvider(Clock)
    .useValue(clock)
    .overrideProvider(EventStore)
    .useValue(store)
    .compile();
  const rpc = group === 'orders' ? ['orders'] : [];
  return start(module.createNestApplication({ logger: false }), { config, rpc, group, topics: ['commerce'] });
}

async function startPeers(config: PlatformConfig) {
  const imports = [...platformModules({ name: 'peers', config, eventTypes: [] }), PeersModule];
  const module = await Test.createTestingModule({ imports }).compile();
  const rpc = ['catalog', 'payment', 'risk'];
  return start(module.createNestApplication({ logger: false }), { config, rpc, group: 'peers', topics: [] });
}

async function start(
  app: INestApplication,
  { config, ...options }: { config: PlatformConfig; rpc: string[]; group: string; topics: string[] },
) {
  app.useGlobalFilters(new ProblemFilter());
  const strategy = new RedisStreamsServer({
    url: config.redisUrl,
    ...options,
    topics: options.topics.map((name) => ({ name, unknownPattern: 'ignore' })),
    onPoison: 'continue',
    errors: problemCodec,
    retry,
    drainMs: 2_000,
  });
  app.connectMicroservice({ strategy }, { inheritAppConfig: true });
  await app.init();
  await app.startAllMicroservices();
  return app;
}

/** What a shopper does, over the transport. */
function shopper(client: RedisStreamsClient, store: EventStore) {
  const call = <P extends keyof OrdersRpc & string>(pattern: P, request: OrdersRpc[P]['request']) =>
    client.call<OrdersRpc[P]['response']>(pattern, request, { timeoutMs: 10_000 });
  const add = (cartId: string, variantId: string, quantity = 1, commandId: string = randomUUID()) =>
    call('orders.add-to-cart', { commandId, cartId, variantId, quantity });
  const place = (cartId: string, more: Partial<OrdersRpc['orders.place-order']['request']> = {}) =>
    call('orders.place-order', {
      commandId: randomUUID(),
      cartId,
      owner: ownerOf(cartId),
      email: 'buyer@example.com',
      shippingAddress: { name: 'A Buyer', line1: 'Street 1', city: 'Berlin', postalCode: '10115', country: 'DE' },
      shippingMethod: 'standard',
      ...more,
    });
  const pay = (orderId: string, cartId: string, paymentMethodId = 'pm_ok', commandId: string = randomUUID()) =>
    call('orders.pay-order', {
      commandId,
      orderId,
      owner: ownerOf(cartId),
      paymentMethodId,
      returnUrl: 'https://shop',
    });
  const show = (orderId: string): Promise<OrderView> =>
    call('orders.get-order', { orderId, owner: { visitorId: 'staff', staff: true } });
  return {
    call,
    add,
    place,
    pay,
    show,
    /** A cart of one line, ordered. */
    async order(variantId = 'v-1', quantity = 1) {
      const cartId = randomUUID();
      await add(cartId, variantId, quantity);
      return { cartId, order: await place(cartId) };
    },
    async eventsOf(orderId: string): Promise<OrderEvent['type'][]> {
      return (await store.readStream(`orders.order-${orderId}`)).map(({ type }) => type as OrderEvent['type']);
    },
    /** Waits until the order has this status; an ended one also until everything is given back. */
    async until(orderId: string, status: OrderStatus): Promise<OrderView> {
      const ends = status === 'cancelled' || status === 'expired';
      for (let turn = 0; ; turn += 1) {
        const order = await show(orderId);
        const there = order.status === status;
        if (there && (!ends || order.timeline.at(-1)?.type === 'orders.order.unwound')) return order;
        if (turn === 1_000) throw new Error(`order is ${order.status}: ${JSON.stringify(order.timeline)}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
  };
}

/** The guest whose cart it is. */
export const ownerOf = (cartId: string): OrderOwner => ({ visitorId: cartId });
