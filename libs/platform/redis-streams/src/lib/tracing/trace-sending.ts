import { context, propagation, SpanKind, type Attributes } from '@opentelemetry/api';
import { inSpan, tracer } from './in-span';

type Headers = Readonly<Record<string, unknown>>;

/** Publishes within a PRODUCER span, whose context goes into the headers. Headers that name a trace keep it: a relay's do. */
export function tracePublish<Result>(
  topic: string,
  type: string,
  headers: Headers | undefined,
  publish: (headers: Headers | undefined) => Promise<Result>,
): Promise<Result> {
  if (headers?.['traceparent']) return publish(headers);
  const attributes = {
    'messaging.system': 'redis_streams',
    'messaging.operation.type': 'send',
    'messaging.destination.name': topic,
    'mercury.event.type': type,
  };
  return send(`send ${topic}`, SpanKind.PRODUCER, attributes, headers, publish);
}

/** Asks within a CLIENT span, whose context goes into the headers. */
export function traceCall<Result>(
  pattern: string,
  headers: Headers | undefined,
  call: (headers: Headers | undefined) => Promise<Result>,
): Promise<Result> {
  const attributes = { 'rpc.system': 'redis_streams', 'rpc.method': pattern };
  return send(pattern, SpanKind.CLIENT, attributes, headers, call);
}

function send<Result>(
  name: string,
  kind: SpanKind,
  attributes: Attributes,
  headers: Headers | undefined,
  work: (headers: Headers) => Promise<Result>,
): Promise<Result> {
  const parent = context.active();
  const span = tracer().startSpan(name, { kind, attributes }, parent);
  return inSpan(span, parent, () => {
    const carrier: Record<string, unknown> = { ...headers };
    propagation.inject(context.active(), carrier);
    return work(carrier);
  });
}
