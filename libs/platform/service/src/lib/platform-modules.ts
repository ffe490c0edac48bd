import type { DynamicModule, Type } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { PlatformConfig } from '@mercury/platform/config';
import { problemCodec } from '@mercury/platform/errors';
import { EventStoreModule, type EventVersion } from '@mercury/platform/event-store';
import { HealthModule } from '@mercury/platform/health';
import { currentCorrelation, ObservabilityModule } from '@mercury/platform/observability';
import { PersistenceModule, type PersistenceOptions } from '@mercury/platform/persistence';
import { RedisStreamsModule } from '@mercury/platform/redis-streams';
import { ClockModule } from './clock.module';

export interface PlatformModulesOptions {
  readonly name: string;
  readonly config: PlatformConfig;
  /** Every event type that the service appends: `ordersEventTypes`. What is not among them is refused. */
  readonly eventTypes: readonly EventVersion[];
  readonly entities?: PersistenceOptions['entities'];
}

/** Which service answers a pattern, where it is not the pattern's first segment: some services host several contexts. */
export const serviceOfPattern = (pattern: string): string => pattern.split('.')[0] as string;

/** What every service imports: database, event store, transport, buses, health, metrics, clock and ids. */
export function platformModules({
  name,
  config,
  eventTypes,
  entities,
}: PlatformModulesOptions): (DynamicModule | Type)[] {
  return [
    PersistenceModule.forRoot({ databaseUrl: config.databaseUrl, applicationName: `mercury-${name}`, entities }),
    EventStoreModule.forRoot(eventTypes),
    RedisStreamsModule.forRoot({
      url: config.redisUrl,
      headers: () => ({ ...currentCorrelation() }),
      errors: problemCodec,
    }),
    CqrsModule.forRoot(),
    ObservabilityModule.forRoot(name),
    HealthModule,
    ClockModule,
  ];
}
