import type { Client } from '@elastic/elasticsearch';
import { EntityManager } from '@mikro-orm/postgresql';
import { Logger, type FactoryProvider } from '@nestjs/common';
import { ElasticsearchService } from '@nestjs/elasticsearch';
import type { Redis } from 'ioredis';
import { EventStore } from '@mercury/platform/event-store';
import { HealthChecks } from '@mercury/platform/health';
import { RedisStreamsClient } from '@mercury/platform/redis-streams';
import { Breaker } from '../breaker';
import { Primary } from '../safe-search';
import { SearchMetrics } from '../search.metrics';
import { ElasticsearchSearch } from './elasticsearch-search';
import { isOurs } from './elasticsearch-errors';
import { Indexer } from './indexer';
import { IndexerLoop } from './indexer-loop';
import { PostgresIndexSource } from './postgres-index-source';
import { ProductsIndex } from './products-index';

/** How long a search may wait for Elasticsearch before PostgreSQL answers. */
export const DEADLINE_MS = 150;

/** The Elasticsearch engine behind its breaker. */
export function primaryOf(client: Client, onChange: (state: Breaker['state']) => void): Primary {
  const engine = new ElasticsearchSearch(client, DEADLINE_MS);
  const breaker = new Breaker({
    deadlineMs: DEADLINE_MS,
    probe: (signal) => engine.probe(signal),
    isOurs,
    onChange,
  });
  return { engine, breaker };
}

/** The primary, and the loop that keeps its index. The service is ready without either. */
export const elasticsearchProviders: FactoryProvider[] = [
  {
    provide: Primary,
    inject: [ElasticsearchService, SearchMetrics, HealthChecks],
    useFactory: (client: ElasticsearchService, metrics: SearchMetrics, checks: HealthChecks) => {
      const logger = new Logger('Search');
      const primary = primaryOf(client, (state) => {
        logger.warn(`breaker before Elasticsearch: ${state}`);
        metrics.changed(state);
      });
      checks.register({
        name: 'elasticsearch',
        required: false,
        check: async () => primary.breaker.state === 'closed',
      });
      return primary;
    },
  },
  {
    provide: IndexerLoop,
    inject: [ElasticsearchService, EventStore, EntityManager, RedisStreamsClient, SearchMetrics],
    useFactory: (
      client: ElasticsearchService,
      store: EventStore,
      em: EntityManager,
      streams: RedisStreamsClient,
      metrics: SearchMetrics,
    ) => {
      const source = new PostgresIndexSource(store, em, streams.unwrap<Redis>());
      const indexer = new Indexer(source, new ProductsIndex(client));
      metrics.watchIndex(() => indexer.position);
      return new IndexerLoop(indexer);
    },
  },
];
