import type { EntityManager } from '@mikro-orm/postgresql';
import type { Redis } from 'ioredis';
import type { EventStore } from '@mercury/platform/event-store';
import type { MasterKey, PersonalData } from '@mercury/platform/personal-data';

/** What forgetting works on. */
export interface Shop {
  readonly em: EntityManager;
  readonly store: EventStore;
  readonly redis: Redis;
  readonly master: MasterKey;
  readonly people: PersonalData;
  readonly keyPrefix: string;
}
