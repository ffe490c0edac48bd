import type { EntityManager } from '@mikro-orm/postgresql';
import { ElasticsearchService } from '@nestjs/elasticsearch';
import { Redis } from 'ioredis';
import { eventStoreMigrations, PostgresEventStore, type NewEvent } from '@mercury/platform/event-store';
import { PausedParts, projectionMigrations, ProjectionRunner, ProjectionWriter } from '@mercury/platform/projections';
import { createTestDatabase, type TestDatabase } from '@mercury/platform/testing';
import { clientOptions } from '../elasticsearch/client-options';
import { Indexer } from '../elasticsearch/indexer';
import { PostgresIndexSource } from '../elasticsearch/postgres-index-source';
import { ProductsIndex } from '../elasticsearch/products-index';
import { searchProjection } from '../projection/search.projection';
import { events } from '../search.fixtures';
import { ElasticsearchDouble } from './elasticsearch-double';

/** An event store with the four products, the projection that folds them, and Elasticsearch's double with an indexer. */
export class SearchWorld {
  private commands = 0;

  private constructor(
    readonly database: TestDatabase,
    readonly em: EntityManager,
    private readonly redis: Redis,
    private readonly store: PostgresEventStore,
    private readonly runner: ProjectionRunner,
    readonly double: ElasticsearchDouble,
    readonly client: ElasticsearchService,
  ) {}

  static async open(): Promise<SearchWorld> {
    const database = await createTestDatabase({ migrations: [...eventStoreMigrations, ...projectionMigrations] });
    await database.em.execute('CREATE SCHEMA search');
    const em = database.orm.em as EntityManager;
    const redis = new Redis(process.env['MERCURY_TEST_REDIS_URL'] as string);
    const store = new PostgresEventStore(em);
    const writer = new ProjectionWriter(em, redis);
    const runner = new ProjectionRunner(searchProjection, writer, new PausedParts(em), store, {
      storeIntervalMs: 20,
      onError: (_, error) => {
        throw error;
      },
    });
    const double = new ElasticsearchDouble();
    const client = new ElasticsearchService(clientOptions(await double.start()));
    const world = new SearchWorld(database, em, redis, store, runner, double, client);
    for (const { type, data } of events) await world.append({ type, data: data as object });
    await runner.start();
    return world;
  }

  /** Appends an event to the stream of its product or variant. */
  async append(event: NewEvent): Promise<void> {
    const { productId, variantId } = event.data as { productId?: string; variantId?: string };
    const streamId = event.type.startsWith('catalog.stock.')
      ? `catalog.stock-${variantId}`
      : `catalog.product-${productId}`;
    this.commands += 1;
    await this.store.append({ streamId, expectedVersion: 'any', events: [event] }, { commandId: `c${this.commands}` });
  }

  indexer(): Indexer {
    return new Indexer(new PostgresIndexSource(this.store, this.em, this.redis), new ProductsIndex(this.client));
  }

  /** Runs an indexer until it has seen everything that has happened. */
  async index(indexer = this.indexer()): Promise<Indexer> {
    const head = await this.store.head();
    while (indexer.position < head) await indexer.step();
    return indexer;
  }

  async close(): Promise<void> {
    await this.runner.stop();
    await this.client.close();
    await this.double.stop();
    this.redis.disconnect();
    await this.database.drop();
  }
}
