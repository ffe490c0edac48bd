import { Module } from '@nestjs/common';
import { activityEventTypes, ActivityModule } from '@mercury/activity/server';
import { platformModules } from '@mercury/platform/service';
import { config } from './events.config';

/** The behaviour collector as a process; any number of them may run. */
@Module({ imports: [...platformModules({ name: 'events', config, eventTypes: activityEventTypes }), ActivityModule] })
export class AppModule {}
