import { propagation, ROOT_CONTEXT, SpanKind, trace } from '@opentelemetry/api';
import type { RedisStreamsContext } from '../context/redis-streams.context';
import { inSpan, tracer } from './in-span';

/**
 * Handles one try of an event within a CONSUMER span: a child of the span that published it, so that a trace leads from a
 * request to all that came of it, and linked to it as the conventions for messaging ask. Rejects on malformed headers.
 */
export async function traceEvent(
  topic: string,
  message: RedisStreamsContext,
  handle: () => Promise<unknown>,
): Promise<unknown> {
  const { group, pattern, attempt, id } = message.facts;
  const parent = propagation.extract(ROOT_CONTEXT, message.headers);
  const producer = trace.getSpanContext(parent);
  const attributes = {
    'messaging.system': 'redis_streams',
    'messaging.operation.type': 'process',
    'messaging.destination.name': topic,
    'messaging.consumer.group.name': group,
    'messaging.message.id': id,
    'mercury.event.type': pattern,
    'mercury.event.attempt': attempt,
  };
  const links = producer ? [{ context: producer }] : [];
  const span = tracer().startSpan(`process ${topic}`, { kind: SpanKind.CONSUMER, attributes, links }, parent);
  return inSpan(span, parent, handle);
}

/** Answers a request within a SERVER span, a child of the caller's. */
export async function traceRequest(message: RedisStreamsContext, answer: () => Promise<unknown>): Promise<unknown> {
  const { pattern } = message.facts;
  const parent = propagation.extract(ROOT_CONTEXT, message.headers);
  const attributes = { 'rpc.system': 'redis_streams', 'rpc.method': pattern };
  const span = tracer().startSpan(pattern, { kind: SpanKind.SERVER, attributes }, parent);
  return inSpan(span, parent, answer);
}
