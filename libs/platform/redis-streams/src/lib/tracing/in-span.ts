import { context, SpanStatusCode, trace, type Context, type Span, type Tracer } from '@opentelemetry/api';

/** The library's tracer; without an SDK its spans record nothing and carry the ids of their parents on. */
export const tracer = (): Tracer => trace.getTracer('mercury.redis-streams');

/** Runs `work` with the span as the active one, and ends it with what became of the work. */
export async function inSpan<Result>(span: Span, parent: Context, work: () => Promise<Result>): Promise<Result> {
  try {
    return await context.with(trace.setSpan(parent, span), work);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    span.setStatus({ code: SpanStatusCode.ERROR, message });
    if (error instanceof Error) span.recordException(error);
    throw error;
  } finally {
    span.end();
  }
}
