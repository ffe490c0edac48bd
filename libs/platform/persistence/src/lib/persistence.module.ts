import { MikroOrmModule } from '@mikro-orm/nestjs';
import { PostgreSqlDriver } from '@mikro-orm/postgresql';
import { Module, type DynamicModule } from '@nestjs/common';
import { ormOptions, type PersistenceOptions } from './orm-options';

/**
 * MikroORM for a service: inject `SqlEntityManager` from `@mikro-orm/postgresql` (or `EntityManager`). Outside of an HTTP
 * request there is no request context, so handlers fork: `em.fork()`.
 */
@Module({})
export class PersistenceModule {
  static forRoot(options: PersistenceOptions): DynamicModule {
    return {
      module: PersistenceModule,
      global: true,
      imports: [
        MikroOrmModule.forRoot({ ...ormOptions(options), driver: PostgreSqlDriver, registerRequestContext: false }),
      ],
    };
  }
}
