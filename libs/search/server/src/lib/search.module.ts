import { EntityManager } from '@mikro-orm/postgresql';
import { Module, type DynamicModule } from '@nestjs/common';
import { ElasticsearchModule } from '@nestjs/elasticsearch';
import { Metrics } from '@mercury/platform/observability';
import { clientOptions } from './elasticsearch/client-options';
import { elasticsearchProviders } from './elasticsearch/elasticsearch.providers';
import { PostgresSearch } from './postgres/postgres-search';
import { Primary, SafeSearch } from './safe-search';
import { SearchController } from './search.controller';
import { SearchMetrics } from './search.metrics';

export interface SearchModuleOptions {
  /** Without it PostgreSQL answers every search. */
  readonly elasticsearchNode?: string;
}

/** Search over the catalogue's events: requests `search.query` and `search.suggest`. */
@Module({})
export class SearchModule {
  static forRoot({ elasticsearchNode }: SearchModuleOptions): DynamicModule {
    return {
      module: SearchModule,
      imports: elasticsearchNode ? [ElasticsearchModule.register(clientOptions(elasticsearchNode))] : [],
      controllers: [SearchController],
      providers: [
        ...(elasticsearchNode ? elasticsearchProviders : []),
        { provide: SearchMetrics, inject: [Metrics], useFactory: (metrics: Metrics) => new SearchMetrics(metrics) },
        {
          provide: SafeSearch,
          inject: [EntityManager, SearchMetrics, { token: Primary, optional: true }],
          useFactory: (em: EntityManager, metrics: SearchMetrics, primary?: Primary) => {
            const now = () => performance.now();
            return new SafeSearch(new PostgresSearch(em, now), primary, now, (meta) => metrics.answered(meta));
          },
        },
      ],
    };
  }
}
