import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { HealthChecks } from '@mercury/platform/health';
import { Metrics } from '@mercury/platform/observability';
import { watchFence } from './watch-fence';

/** Has the worker show who holds the store's fence. */
@Injectable()
export class FenceWatch {
  constructor(em: EntityManager, checks: HealthChecks, metrics: Metrics) {
    watchFence(em, checks, metrics);
  }
}
