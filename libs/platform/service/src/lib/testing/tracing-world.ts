import type { AddressInfo } from 'node:net';
import { Controller, Inject, Module, Post, type DynamicModule, type INestApplication, type Type } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import { Test } from '@nestjs/testing';
import type { EntityManager } from '@mikro-orm/postgresql';
import { PlatformConfig } from '@mercury/platform/config';
import { causeOf, EventStore, eventStoreMigrations } from '@mercury/platform/event-store';
import { currentCorrelation, traceHttp, traceIds, withCorrelation } from '@mercury/platform/observability';
import {
  PausedParts,
  projectionMigrations,
  ProjectionRunner,
  ProjectionWriter,
  type PostgresProjection,
} from '@mercury/platform/projections';
import {
  REDIS_STREAMS,
  RedisStreamsClient,
  StreamEvent,
  type RedisStreamsContext,
} from '@mercury/platform/redis-streams';
import { Relay, relayMigrations, RelayState } from '@mercury/platform/relay';
import { claimRedisDatabase, createTestDatabase } from '@mercury/platform/testing';
import type { Redis } from 'ioredis';
import { platformModules } from '../platform-modules';
import { connectTransport } from '../connect-transport';
import { serviceMigrations } from '../positions/positions-migration';

const LENT = 'lending.loan.started';
const REMINDED = 'lending.reminder.scheduled';

/** What code saw of the trace and the correlation that it ran under, by place. */
export const seen = new Map<string, { trace_id?: string; correlationId?: string }>();
const look = (place: string) => seen.set(place, { ...traceIds(), ...currentCorrelation() });

@Controller()
class EdgeController {
  constructor(@Inject(RedisStreamsClient) private readonly client: RedisStreamsClient) {}

  @Post('loans')
  async lend(): Promise<unknown> {
    look('http');
    return this.client.call('desk.lend', { loanId: 'l-1' }, { timeoutMs: 5_000 });
  }
}

@Controller()
class DeskController {
  constructor(private readonly store: EventStore) {}

  @MessagePattern('desk.lend', REDIS_STREAMS)
  async lend(@Payload() { loanId }: { loanId: string }): Promise<{ position: number }> {
    look('command');
    const stream = {
      streamId: `lending.loan-${loanId}`,
      expectedVersion: 0,
      events: [{ type: LENT, data: { loanId } }],
    };
    const { position } = await this.store.append(stream, { commandId: `lend ${loanId}`, ...currentCorrelation() });
    return { position };
  }

  /** A process manager: the event causes another. */
  @StreamEvent('commerce', `${LENT}.v1`)
  async lent(@Payload() { loanId }: { loanId: string }, @Ctx() context: RedisStreamsContext): Promise<void> {
    look('event');
    const events = [{ type: REMINDED, data: { loanId } }];
    const stream = { streamId: `lending.reminder-${loanId}`, expectedVersion: 0, events };
    await this.store.append(stream, causeOf('remind', context));
  }
}

const loans: PostgresProjection = {
  name: 'spec.loans',
  version: 1,
  topics: ['commerce'],
  handles: [LENT, REMINDED],
  schema: 'spec',
  tables: { loans: (name) => [`CREATE TABLE ${name} (stream_id text PRIMARY KEY)`] },
  async apply(page, tx) {
    const rows = page.map(({ streamId }) => ({ id: streamId }));
    await tx.execute(
      `INSERT INTO ${tx.table('loans')} SELECT id FROM jsonb_to_recordset(?::jsonb) AS r(id text) ON CONFLICT DO NOTHING`,
      [JSON.stringify(rows)],
    );
  },
};

const anyEvent = () => undefined;
const eventTypes = [LENT, REMINDED].map((type) => ({ type, version: 1, validate: anyEvent }));

/** An HTTP edge, a service with a store, a relay and a projection, on real PostgreSQL and Redis, in one process. */
export async function tracingWorld() {
  seen.clear();
  const migrations = [...eventStoreMigrations, ...relayMigrations, ...projectionMigrations, ...serviceMigrations];
  const database = await createTestDatabase({ migrations });
  const { url: redisUrl, free } = await claimRedisDatabase();
  const config = Object.assign(new PlatformConfig(), { databaseUrl: database.url, redisUrl });
  const open = async (controller: Type, name: string): Promise<INestApplication> => {
    const imports: (DynamicModule | Type)[] = platformModules({ name, config, eventTypes });
    @Module({ imports, controllers: [controller] })
    class World {}
    const module = await Test.createTestingModule({ imports: [World] }).compile();
    return module.createNestApplication({ logger: false });
  };
  const edge = await open(EdgeController, 'edge');
  edge.use(traceHttp);
  edge.use((_request: unknown, _response: unknown, next: () => void) =>
    withCorrelation({ correlationId: 'click-1' }, next),
  );
  await edge.listen(0, '127.0.0.1');
  const desk = await open(DeskController, 'desk');
  connectTransport(desk, { name: 'desk', config, rpc: ['desk'], topics: ['commerce'] });
  await desk.init();
  await desk.startAllMicroservices();
  const em = database.orm.em as EntityManager;
  const store = desk.get(EventStore);
  const errors: unknown[] = [];
  const relay = new Relay(store, new RelayState(em), { redisUrl, onError: (error) => errors.push(error) });
  relay.start();
  const redis = desk.get(RedisStreamsClient).unwrap<Redis>();
  const runner = new ProjectionRunner(loans, new ProjectionWriter(em, redis), new PausedParts(em), store, {
    redisUrl,
    // The streams alone: the store's own look would fold before them, outside of any trace.
    storeIntervalMs: 3_600_000,
    onError: (_projection, error) => errors.push(error),
  });
  await runner.start();
  return {
    store,
    errors,
    post: (headers: Record<string, string>) => {
      const { port } = edge.getHttpServer().address() as AddressInfo;
      return fetch(`http://127.0.0.1:${port}/loans`, { method: 'POST', headers });
    },
    folded: async () => (await em.fork().execute<unknown[]>('SELECT * FROM spec.loans')).length,
    async close() {
      await runner.stop();
      await relay.stop();
      await edge.close();
      await desk.close();
      await database.drop();
      await free();
    },
  };
}
