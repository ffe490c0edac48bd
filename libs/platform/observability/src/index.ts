export { currentCorrelation, withCorrelation, type Correlation } from './lib/correlation';
export { JsonLogger } from './lib/json-logger';
export { Metrics } from './lib/metrics';
export { ObservabilityModule } from './lib/observability.module';
