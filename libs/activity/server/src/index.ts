export { ActivityModule } from './lib/activity.module';
export { activityEventTypes } from './lib/events/activity.event-types';
