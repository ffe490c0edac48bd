import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { EventStoreModule } from '../../../index';
import { PersistenceModule } from '@mercury/platform/persistence';
import { ExtendLoanHandler } from './extend-loan.handler';
import { lendingEventTypes } from './lending.event-types';

/** A service with an event store: `EventStore` can be injected everywhere in it. */
export const lendingModule = (databaseUrl: string) => {
  @Module({
    imports: [
      PersistenceModule.forRoot({ databaseUrl, applicationName: 'lending' }),
      EventStoreModule.forRoot(lendingEventTypes),
      CqrsModule.forRoot(),
    ],
    providers: [ExtendLoanHandler],
  })
  class LendingModule {}
  return LendingModule;
};
