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
import { resolveClientOptions, type RedisStreamsClientOptions } from '../client/client-options';
import { RedisStreamsClient } from '../client/redis-streams.client';
import { OptionsError } from '../errors/options-error';

/** Makes options, for `registerAsync({ useClass })`. */
export interface RedisStreamsOptionsFactory {
  createRedisStreamsOptions(): RedisStreamsClientOptions | Promise<RedisStreamsClientOptions>;
}

/** One of `useFactory`, `useClass` and `useExisting`. */
export interface RedisStreamsAsyncOptions extends Pick<ModuleMetadata, 'imports'> {
  /** Arguments of `useFactory`. */
  readonly inject?: FactoryProvider['inject'];
  readonly useFactory?: (...args: never[]) => RedisStreamsClientOptions | Promise<RedisStreamsClientOptions>;
  readonly useClass?: Type<RedisStreamsOptionsFactory>;
  readonly useExisting?: InjectionToken<RedisStreamsOptionsFactory>;
}

/**
 * Provides `RedisStreamsClient`, and closes it with the application: after the last handler has ended, if transports are
 * drained first (`runMicroservice`).
 */
@Module({})
export class RedisStreamsModule implements OnApplicationShutdown {
  constructor(private readonly moduleRef: ModuleRef) {}

  /** One client for the whole application. Throws OptionsError at once. */
  static forRoot(options: RedisStreamsClientOptions): DynamicModule {
    return { ...RedisStreamsModule.register(options), global: true };
  }

  /** The same, with options that other providers know. A wrong one ends the start with OptionsError. */
  static forRootAsync(options: RedisStreamsAsyncOptions): DynamicModule {
    return { ...RedisStreamsModule.registerAsync(options), global: true };
  }

  /** A client for the importing module alone, such as one of a second Redis. */
  static register(options: RedisStreamsClientOptions): DynamicModule {
    resolveClientOptions(options);
    return RedisStreamsModule.registerAsync({ useFactory: () => options });
  }

  /** The same, with options that other providers know. */
  static registerAsync(options: RedisStreamsAsyncOptions): DynamicModule {
    return {
      module: RedisStreamsModule,
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
  if (!factory) throw new OptionsError('RedisStreamsModule', ['useFactory, useClass or useExisting is needed']);
  const client: FactoryProvider<RedisStreamsClient> = {
    provide: RedisStreamsClient,
    inject: [factory],
    useFactory: async (made: RedisStreamsOptionsFactory) =>
      new RedisStreamsClient(await made.createRedisStreamsOptions()),
  };
  return useClass ? [useClass, client] : [client];
}
