import { Module } from '@nestjs/common';
import { platformModules } from '@mercury/platform/service';
import { RecommendationsModule } from '@mercury/recommendations/server';
import { TrendingModule } from '@mercury/trending/server';
import { allEventTypes } from './all-event-types';
import { FenceWatch } from './fence/fence-watch';
import { ProjectionsService } from './projections/projections.service';
import { ProjectionsWatch } from './projections/projections-watch';
import { RelayService } from './relay/relay.service';
import { ShardWatch } from './trim/shard-watch';
import { TrimService } from './trim/trim.service';
import { config } from './worker.config';

/** Relay, trimming of its streams, projections, trending and recommendations in one process; any number of them may run. */
@Module({
  imports: [
    ...platformModules({ name: 'worker', config, eventTypes: allEventTypes }),
    TrendingModule,
    RecommendationsModule,
  ],
  providers: [RelayService, ProjectionsService, ProjectionsWatch, FenceWatch, TrimService, ShardWatch],
})
export class AppModule {}
