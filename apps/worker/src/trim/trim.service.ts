import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { HealthChecks } from '@mercury/platform/health';
import { StreamTrimmer } from '@mercury/platform/redis-streams';
import { topics } from '@mercury/platform/relay';
import { ConsumerPositions } from '@mercury/platform/service';
import { QuietLog } from '../quiet-log';
import { config } from '../worker.config';
import { trimTroubles } from './trim-troubles';

/** Frees the streams of what every group has seen. One worker does it; a group that holds much for long degrades it, by name. */
@Injectable()
export class TrimService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new QuietLog(new Logger('Trim'));
  private readonly trimmer: StreamTrimmer;

  constructor(em: EntityManager, checks: HealthChecks) {
    const positions = new ConsumerPositions(em);
    this.trimmer = new StreamTrimmer({
      url: config.redisUrl,
      topics: topics.map((name) => ({ name })),
      floors: (topic) => positions.floors(topic),
      onError: (error) => this.log.warn('nothing is trimmed', error),
    });
    checks.register({ name: 'stream-trim', required: false, check: async () => this.refuseTroubles() });
  }

  onApplicationBootstrap(): void {
    this.trimmer.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.trimmer.stop();
  }

  private refuseTroubles(): void {
    const troubles = trimTroubles(this.trimmer);
    if (troubles.length > 0) throw new Error(troubles.join('; '));
  }
}
