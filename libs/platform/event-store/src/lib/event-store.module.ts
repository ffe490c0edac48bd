import { EntityManager } from '@mikro-orm/postgresql';
import { Module, type DynamicModule } from '@nestjs/common';
import { EventRegistry } from './event-registry';
import { EventStore } from './event-store';
import { PostgresEventStore } from './postgres/postgres-event-store';

/** Provides `EventStore` on the service's PersistenceModule. */
@Module({})
export class EventStoreModule {
  static forRoot(registry = new EventRegistry()): DynamicModule {
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
}
