export { currentCorrelation, withCorrelation, withCorrelationOf, type Correlation } from './lib/correlation';
export { JsonLogger } from './lib/json-logger';
export { Metrics } from './lib/metrics';
export { ObservabilityModule } from './lib/observability.module';
export { traceHttp } from './lib/trace-http';
export { carryTraces, traceIds } from './lib/tracing';
