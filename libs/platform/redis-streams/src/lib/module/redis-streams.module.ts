import { Module, type DynamicModule, type FactoryProvider, type OnApplicationShutdown } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { RedisStreamsClient, type RedisStreamsClientOptions } from '../client/redis-streams.client';

/** Provides one `RedisStreamsClient` to the whole service, and closes it with the service. */
@Module({})
export class RedisStreamsModule implements OnApplicationShutdown {
  constructor(private readonly moduleRef: ModuleRef) {}

  static forRoot(options: RedisStreamsClientOptions): DynamicModule {
    return RedisStreamsModule.registerAsync({ useFactory: () => options });
  }

  static registerAsync({
    inject,
    useFactory,
  }: Pick<FactoryProvider<RedisStreamsClientOptions>, 'inject' | 'useFactory'>): DynamicModule {
    const client: FactoryProvider<RedisStreamsClient> = {
      provide: RedisStreamsClient,
      inject: inject ?? [],
      useFactory: async (...args: unknown[]) => new RedisStreamsClient(await useFactory(...args)),
    };
    return { module: RedisStreamsModule, global: true, providers: [client], exports: [RedisStreamsClient] };
  }

  onApplicationShutdown(): void {
    this.moduleRef.get(RedisStreamsClient).close();
  }
}
