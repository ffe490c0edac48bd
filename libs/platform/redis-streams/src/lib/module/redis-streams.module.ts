import {
  Module,
  type DynamicModule,
  type FactoryProvider,
  type InjectionToken,
  type ModuleMetadata,
  type OnApplicationShutdown,
  type Provider,
  type Type,
} from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { RedisStreamsClientOptions } from '../client/client-options';
import { RedisStreamsClient } from '../client/redis-streams.client';

/** Makes options, for `registerAsync({ useClass })`. */
export interface RedisStreamsOptionsFactory {
  createRedisStreamsOptions(): RedisStreamsClientOptions | Promise<RedisStreamsClientOptions>;
}

export interface RedisStreamsAsyncOptions extends Pick<ModuleMetadata, 'imports'> {
  /** Arguments of `useFactory`. */
  readonly inject?: FactoryProvider['inject'];
  readonly useFactory?: (...args: never[]) => RedisStreamsClientOptions | Promise<RedisStreamsClientOptions>;
  readonly useClass?: Type<RedisStreamsOptionsFactory>;
  readonly useExisting?: InjectionToken<RedisStreamsOptionsFactory>;
}

/** Provides one `RedisStreamsClient` to the whole application, and closes it with the application. */
@Module({})
export class RedisStreamsModule implements OnApplicationShutdown {
  constructor(private readonly moduleRef: ModuleRef) {}

  static forRoot(options: RedisStreamsClientOptions): DynamicModule {
    return RedisStreamsModule.registerAsync({ useFactory: () => options });
  }

  /** One of `useFactory`, `useClass` and `useExisting` is needed. */
  static registerAsync(options: RedisStreamsAsyncOptions): DynamicModule {
    return {
      module: RedisStreamsModule,
      global: true,
      imports: options.imports ?? [],
      providers: clientProviders(options),
      exports: [RedisStreamsClient],
    };
  }

  onApplicationShutdown(): void {
    this.moduleRef.get(RedisStreamsClient).close();
  }
}

function clientProviders({ inject, useFactory, useClass, useExisting }: RedisStreamsAsyncOptions): Provider[] {
  if (useFactory)
    return [
      {
        provide: RedisStreamsClient,
        inject: inject ?? [],
        useFactory: async (...args: never[]) => new RedisStreamsClient(await useFactory(...args)),
      },
    ];
  const factory = useClass ?? useExisting;
  if (!factory) throw new Error('RedisStreamsModule.registerAsync needs useFactory, useClass or useExisting');
  const client: FactoryProvider<RedisStreamsClient> = {
    provide: RedisStreamsClient,
    inject: [factory],
    useFactory: async (made: RedisStreamsOptionsFactory) =>
      new RedisStreamsClient(await made.createRedisStreamsOptions()),
  };
  return useClass ? [useClass, client] : [client];
}
