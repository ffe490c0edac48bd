import { Module } from '@nestjs/common';
import { catalogEventTypes, CatalogModule } from '@mercury/catalog/server';
import { platformModules } from '@mercury/platform/service';
import { SearchModule } from '@mercury/search/server';
import { config } from './catalog.config';

/** Products, stock and search in one process. */
@Module({
  imports: [
    ...platformModules({ name: 'catalog', config, eventTypes: catalogEventTypes }),
    CatalogModule,
    SearchModule.forRoot({ elasticsearchNode: config.elasticsearchNode }),
  ],
})
export class AppModule {}
