import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { EventStore } from '@mercury/platform/event-store';
import { HealthChecks } from '@mercury/platform/health';
import { Metrics } from '@mercury/platform/observability';
import { Relay, RelayState } from '@mercury/platform/relay';
import { QuietLog } from '../quiet-log';
import { config } from '../worker.config';

const SILENT_MS = 10_000;

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
    checks.register({ name: 'relay', check: async () => Date.now() - this.relay.lastSuccessAt < SILENT_MS });
    this.measure(metrics);
  }

  onApplicationBootstrap(): void {
    this.relay.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.relay.stop();
  }

  private measure(metrics: Metrics): void {
    const relay = this.relay;
    new Gauge({
      name: 'mercury_relay_position',
      help: 'Everything up to this position of the store is in the streams',
      registers: [metrics],
      collect() {
        this.set(relay.position);
      },
    });
    new Gauge({
      name: 'mercury_relay_silence_seconds',
      help: 'Time since the relay last read the store and wrote to Redis without an error',
      registers: [metrics],
      collect() {
        this.set(relay.lastSuccessAt === 0 ? 0 : (Date.now() - relay.lastSuccessAt) / 1_000);
      },
    });
  }
}
