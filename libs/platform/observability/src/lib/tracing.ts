import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';

/**
 * Lets W3C trace ids travel through this process when no OpenTelemetry SDK was started before (`node --import`): then nothing
 * is recorded, but logs, messages and events carry the trace. An SDK brings its own context manager and propagator, and keeps them.
 */
export function carryTraces(): void {
  // Both refuse when they are set already.
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
}

/** Ids of the span that runs now, in the names that log collectors look for; empty outside of any trace. */
export function traceIds(): { trace_id?: string; span_id?: string } {
  const span = trace.getSpanContext(context.active());
  return span ? { trace_id: span.traceId, span_id: span.spanId } : {};
}
