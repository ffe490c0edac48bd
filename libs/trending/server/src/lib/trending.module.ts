import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { Redis } from 'ioredis';
import { RedisStreamsClient } from '@mercury/platform/redis-streams';
import { Clock } from '@mercury/shared/util-ids';
import { TopTrendingHandler } from './queries/top-trending.handler';
import { TrendingReader } from './trending-reader';
import { TrendingTicker } from './trending-ticker';
import { TrendingController } from './trending.controller';

/** What rises now, as a whole and by category. `TrendingReader` is exported for those who need a fallback. */
@Module({
  imports: [CqrsModule],
  controllers: [TrendingController],
  providers: [
    {
      provide: TrendingReader,
      inject: [RedisStreamsClient, Clock],
      useFactory: (client: RedisStreamsClient, clock: Clock) => new TrendingReader(client.unwrap<Redis>(), clock),
    },
    TopTrendingHandler,
    TrendingTicker,
  ],
})
export class TrendingModule {}
