import { EntityManager } from '@mikro-orm/postgresql';
import { Logger, Module, type DynamicModule, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { EventRegistry, type EventVersion } from './event-registry';
import { EventStore } from './event-store';
import { ensureEventPartitions } from './postgres/event-partitions';
import { PostgresEventStore } from './postgres/postgres-event-store';
import { checkStartUpGuards } from './postgres/start-up-guards';

/** Far more often than the partitions that are kept ahead could fill. */
const PARTITIONS_EVERY_MS = 3_600_000;

/**
 * Provides `EventStore` on the service's PersistenceModule; the service does not start on a database that is not safe. Where
 * the events are partitioned, it keeps empty partitions ahead of them.
 */
@Module({})
export class EventStoreModule implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(EventStoreModule.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly em: EntityManager) {}

  /** `types`: every event type that the service appends or reads from streams of its own. */
  static forRoot(types: readonly EventVersion[]): DynamicModule {
    const registry = new EventRegistry(types);
    return {
      module: EventStoreModule,
      global: true,
      providers: [
        { provide: EventRegistry, useValue: registry },
        {
          provide: EventStore,
          inject: [EntityManager],
          useFactory: (em: EntityManager) => new PostgresEventStore(em, registry),
        },
      ],
      exports: [EventStore, EventRegistry],
    };
  }

  async onModuleInit(): Promise<void> {
    await checkStartUpGuards(this.em);
    await ensureEventPartitions(this.em);
    this.timer = setInterval(() => {
      ensureEventPartitions(this.em).catch((error: unknown) =>
        this.logger.error('No partitions were made ahead', error),
      );
    }, PARTITIONS_EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }
}
