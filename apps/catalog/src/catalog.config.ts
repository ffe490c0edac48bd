import { IsOptional, IsUrl } from 'class-validator';
import { loadConfig, PlatformConfig } from '@mercury/platform/config';

/** What the catalogue service needs to know. */
export class CatalogConfig extends PlatformConfig {
  override internalPort = 3101;

  /** An Elasticsearch node; without it PostgreSQL answers every search. */
  @IsOptional()
  @IsUrl({ require_tld: false })
  elasticsearchNode?: string;
}

export const config = loadConfig(CatalogConfig);
