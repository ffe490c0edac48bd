import {
  Injectable,
  Module,
  Optional,
  type DynamicModule,
  type INestApplicationContext,
  type Type,
} from '@nestjs/common';
import { ClientsModule, type ClientProxy } from '@nestjs/microservices';
import { Test } from '@nestjs/testing';
import type { Redis } from 'ioredis';
import type { RedisStreamsClientOptions } from '../client/client-options';
import { RedisStreamsClient } from '../client/redis-streams.client';
import { OptionsError } from '../errors/options-error';
import { redisUrl } from '../testing/contract-world';
import { until } from '../testing/until';
import { RedisStreamsModule, type RedisStreamsOptionsFactory } from './redis-streams.module';

const settings = { url: 'to be replaced' };

@Injectable()
class Settings implements RedisStreamsOptionsFactory {
  createRedisStreamsOptions(): RedisStreamsClientOptions {
    return { url: settings.url };
  }
}

@Module({ providers: [{ provide: 'URL', useFactory: () => settings.url }, Settings], exports: ['URL', Settings] })
class SettingsModule {}

/** A module that imports nothing: it sees what is global. */
@Module({})
class ElsewhereModule {}

describe('RedisStreamsModule', () => {
  beforeAll(() => (settings.url = redisUrl()));
  const open = async (...imports: DynamicModule[]): Promise<INestApplicationContext> => {
    const module = await Test.createTestingModule({ imports: [...imports, ElsewhereModule] }).compile();
    return module.createNestApplication({ logger: false }).init();
  };
  const ping = (client: RedisStreamsClient) => client.unwrap<Redis>().ping();

  it.each([
    ['forRoot', () => RedisStreamsModule.forRoot({ url: settings.url })],
    [
      'forRootAsync with a factory',
      () =>
        RedisStreamsModule.forRootAsync({
          imports: [SettingsModule],
          inject: ['URL'],
          useFactory: async (url: string) => ({ url }),
        }),
    ],
    ['forRootAsync with a class', () => RedisStreamsModule.forRootAsync({ useClass: Settings })],
    [
      'forRootAsync with a provider that exists',
      () => RedisStreamsModule.forRootAsync({ imports: [SettingsModule], useExisting: Settings }),
    ],
    ['registerAsync', () => RedisStreamsModule.registerAsync({ useFactory: () => ({ url: settings.url }) })],
  ])('%s gives a client, and closes it with the application', async (_name, imported) => {
    const app = await open(imported());
    const client = app.get(RedisStreamsClient);
    await until(async () => (await ping(client).catch(() => '')) === 'PONG');
    await app.close();
    await until(() => client.unwrap<Redis>().status === 'end');
  });

  it('forRoot is global, register is for the importing module', async () => {
    for (const [imported, seen] of [
      [RedisStreamsModule.forRoot({ url: settings.url }), true],
      [RedisStreamsModule.register({ url: settings.url }), false],
    ] as const) {
      @Module({ imports: [imported] })
      class ImportingModule {}
      @Injectable()
      class Asker {
        constructor(@Optional() readonly client?: RedisStreamsClient) {}
      }
      @Module({ providers: [Asker] })
      class AskingModule {}
      const module = await Test.createTestingModule({ imports: [ImportingModule, AskingModule] }).compile();
      expect(module.get(Asker, { strict: false }).client instanceof RedisStreamsClient).toBe(seen);
      await module.close();
    }
  });

  it('refuses options before anything is connected', async () => {
    expect(() => RedisStreamsModule.forRoot({ url: '' })).toThrow(OptionsError);
    await expect(open(RedisStreamsModule.forRootAsync({ useFactory: () => ({ url: '' }) }))).rejects.toThrow(
      'RedisStreamsClient: url is missing',
    );
    expect(() => RedisStreamsModule.forRootAsync({})).toThrow('useFactory, useClass or useExisting is needed');
  });

  it('a client of Nest’s ClientsModule is the same', async () => {
    // Nest types the status of a custom client as any text; ours is one of three.
    const customClass = RedisStreamsClient as unknown as Type<ClientProxy>;
    const clients = ClientsModule.register([{ name: 'BUS', customClass, options: { url: settings.url } }]);
    const app = await open(clients);
    const client = app.get<RedisStreamsClient>('BUS', { strict: false });
    await until(async () => (await ping(client).catch(() => '')) === 'PONG');
    await app.close();
    await until(() => client.unwrap<Redis>().status === 'end');
  });
});
