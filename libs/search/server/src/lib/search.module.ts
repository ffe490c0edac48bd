import { EntityManager } from '@mikro-orm/postgresql';
import { Module, type DynamicModule } from '@nestjs/common';
import { PostgresSearch } from './postgres/postgres-search';
import { SafeSearch } from './safe-search';
import { SearchController } from './search.controller';

export interface SearchModuleOptions {
  /** Without it PostgreSQL answers every search. */
  readonly elasticsearchNode?: string;
}

/** Search over the catalogue's events: requests `search.query` and `search.suggest`. */
@Module({})
export class SearchModule {
  static forRoot(_: SearchModuleOptions): DynamicModule {
    return {
      module: SearchModule,
      controllers: [SearchController],
      providers: [
        {
          provide: SafeSearch,
          inject: [EntityManager],
          useFactory: (em: EntityManager) => {
            const now = () => performance.now();
            return new SafeSearch(new PostgresSearch(em, now), undefined, now);
          },
        },
      ],
    };
  }
}
