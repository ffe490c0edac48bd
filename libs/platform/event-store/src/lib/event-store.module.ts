import { EntityManager } from '@mikro-orm/postgresql';
import { Module, type DynamicModule, type OnModuleInit } from '@nestjs/common';
import { EventRegistry, type EventVersion } from './event-registry';
import { EventStore } from './event-store';
import { PostgresEventStore } from './postgres/postgres-event-store';
import { checkStartUpGuards } from './postgres/start-up-guards';

/** Provides `EventStore` on the service's PersistenceModule; the service does not start on a database that is not safe. */
@Module({})
export class EventStoreModule implements OnModuleInit {
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

  onModuleInit(): Promise<void> {
    return checkStartUpGuards(this.em);
  }
}
