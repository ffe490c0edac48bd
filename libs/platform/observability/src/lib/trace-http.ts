import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Span,
} from '@opentelemetry/api';

/**
 * Express middleware: the request goes on with the trace of its `traceparent`, or begins one; the answer names it in a
 * `traceparent` of its own. Its span ends with the answer. A malformed header begins a new trace, as W3C Trace Context asks.
 */
export function traceHttp(request: IncomingMessage, response: ServerResponse, next: () => void): void {
  const incoming = propagation.extract(ROOT_CONTEXT, request.headers);
  const method = request.method ?? 'GET';
  const attributes = { 'http.request.method': method, 'url.path': request.url?.split('?')[0] ?? '' };
  const span = begun(
    trace.getTracer('mercury.http').startSpan(method, { kind: SpanKind.SERVER, attributes }, incoming),
  );
  response.once('close', () => end(span, response.statusCode));
  const active = trace.setSpan(incoming, span);
  const answer: Record<string, string> = {};
  propagation.inject(active, answer);
  for (const [name, value] of Object.entries(answer)) response.setHeader(name, value);
  context.with(active, next);
}

/** Without an SDK nobody makes ids for a request that brings none. */
function begun(span: Span): Span {
  if (trace.isSpanContextValid(span.spanContext())) return span;
  return trace.wrapSpanContext({
    traceId: randomBytes(16).toString('hex'),
    spanId: randomBytes(8).toString('hex'),
    traceFlags: TraceFlags.SAMPLED,
  });
}

function end(span: Span, status: number): void {
  span.setAttribute('http.response.status_code', status);
  if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}
