export { ClockModule } from './lib/clock.module';
export { platformModules, serviceOfPattern, type PlatformModulesOptions } from './lib/platform-modules';
export { failStart, runService, type ServiceDefinition } from './lib/run-service';
