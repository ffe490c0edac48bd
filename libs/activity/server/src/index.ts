export { ActivityModule } from './lib/activity.module';
