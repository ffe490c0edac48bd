export { ClockModule } from './lib/clock.module';
export { platformModules, serviceOfPattern, type PlatformModulesOptions } from './lib/platform-modules';
export { ConsumerPositions, type DurableFloor } from './lib/positions/consumer-positions';
export { serviceMigrations } from './lib/positions/positions-migration';
export { failStart, runService, type ServiceDefinition } from './lib/run-service';
