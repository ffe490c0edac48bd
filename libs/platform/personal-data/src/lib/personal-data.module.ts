import { EntityManager } from '@mikro-orm/postgresql';
import { Module, type DynamicModule } from '@nestjs/common';
import { Clock } from '@mercury/shared/util-ids';
import { MasterKey } from './master-key';
import { PersonalData } from './personal-data';

/** Provides `PersonalData` and `MasterKey` to the whole service. `secret`: PERSONAL_DATA_KEY. */
@Module({})
export class PersonalDataModule {
  static forRoot({ secret }: { secret: string }): DynamicModule {
    return {
      module: PersonalDataModule,
      global: true,
      providers: [
        { provide: MasterKey, useFactory: () => new MasterKey(secret) },
        {
          provide: PersonalData,
          inject: [EntityManager, MasterKey, Clock],
          useFactory: (em: EntityManager, master: MasterKey, clock: Clock) => new PersonalData(em, master, clock),
        },
      ],
      exports: [MasterKey, PersonalData],
    };
  }
}
