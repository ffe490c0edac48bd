import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { Redis } from 'ioredis';
import { RedisStreamsClient } from '@mercury/platform/redis-streams';
import { ChangePasswordHandler } from './accounts/change-password.handler';
import { GetAccountHandler } from './accounts/get-account.handler';
import { GrantRoleHandler } from './accounts/grant-role.handler';
import { Passwords } from './accounts/passwords';
import { RegisterAccountHandler } from './accounts/register-account.handler';
import { VerifyCredentialsHandler } from './accounts/verify-credentials.handler';
import { IDENTITY_OPTIONS, type IdentityOptions } from './identity.options';
import { SESSION_REDIS } from './sessions/session-redis';
import { Sessions } from './sessions/sessions';

/** Accounts and sessions. The host provides the event store, personal data, the buses, the clock and the transport. */
@Module({})
export class IdentityModule {
  static forRoot(options: IdentityOptions): DynamicModule {
    return {
      module: IdentityModule,
      imports: [CqrsModule],
      providers: [
        { provide: IDENTITY_OPTIONS, useValue: options },
        {
          provide: SESSION_REDIS,
          inject: [RedisStreamsClient],
          useFactory: (client: RedisStreamsClient) => client.unwrap<Redis>(),
        },
        Passwords,
        Sessions,
        RegisterAccountHandler,
        GrantRoleHandler,
        ChangePasswordHandler,
        VerifyCredentialsHandler,
        GetAccountHandler,
      ],
      exports: [Sessions],
    };
  }
}
