import { context, isSpanContextValid, trace, TraceFlags } from '@opentelemetry/api';

/**
 * The W3C `traceparent` of the work that runs now, or undefined outside of any trace. Written here and not by the process'
 * propagator, which may speak another format: what the store keeps must be legible for ever.
 */
export function activeTraceparent(): string | undefined {
  const span = trace.getSpanContext(context.active());
  if (!span || !isSpanContextValid(span)) return undefined;
  const flags = span.traceFlags & TraceFlags.SAMPLED ? '01' : '00';
  return `00-${span.traceId}-${span.spanId}-${flags}`;
}
