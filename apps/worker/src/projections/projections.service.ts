import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { EventStore } from '@mercury/platform/event-store';
import { PausedParts, ProjectionRunner, ProjectionWriter } from '@mercury/platform/projections';
import { RedisStreamsClient } from '@mercury/platform/redis-streams';
import { allProjections } from '../all-projections';
import { QuietLog } from '../quiet-log';
import { config } from '../worker.config';

/** Keeps every read model up to date. Several workers share the parts; when one dies, another takes its parts over. */
@Injectable()
export class ProjectionsService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new QuietLog(new Logger('Projections'));
  readonly writer: ProjectionWriter;
  readonly paused: PausedParts;
  readonly runners: readonly ProjectionRunner[];

  constructor(store: EventStore, em: EntityManager, client: RedisStreamsClient) {
    this.writer = new ProjectionWriter(em, client.unwrap<Redis>());
    this.paused = new PausedParts(em);
    const onError = (name: string, error: unknown) => this.log.warn(name, error);
    this.runners = allProjections.all.map(
      (projection) =>
        new ProjectionRunner(projection, this.writer, this.paused, store, { redisUrl: config.redisUrl, onError }),
    );
  }

  async onApplicationBootstrap(): Promise<void> {
    for (const runner of this.runners) await runner.start();
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.runners.map((runner) => runner.stop()));
  }
}
