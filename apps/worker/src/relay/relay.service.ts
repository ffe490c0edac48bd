import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { EventStore } from '@mercury/platform/event-store';
import { HealthChecks } from '@mercury/platform/health';
import { Metrics } from '@mercury/platform/observability';
import { Relay, RelayState } from '@mercury/platform/relay';
import { QuietLog } from '../quiet-log';
import { config } from '../worker.config';
import { watchRelay } from './watch-relay';

/** Runs the relay for as long as the process lives, and says how far it is. */
@Injectable()
export class RelayService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new QuietLog(new Logger('Relay'));
  private readonly relay: Relay;

  constructor(store: EventStore, em: EntityManager, checks: HealthChecks, metrics: Metrics) {
    this.relay = new Relay(store, new RelayState(em), {
      redisUrl: config.redisUrl,
      onError: (error) => this.log.warn('the relay tries again', error),
    });
    watchRelay(this.relay, store, checks, metrics);
  }

  onApplicationBootstrap(): void {
    this.relay.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.relay.stop();
  }
}
