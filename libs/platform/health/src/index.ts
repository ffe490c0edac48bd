export { HealthChecks, type HealthCheckEntry } from './lib/health-checks';
export { HealthModule } from './lib/health.module';
