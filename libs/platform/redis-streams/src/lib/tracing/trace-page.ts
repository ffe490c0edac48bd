import { propagation, ROOT_CONTEXT, SpanKind, trace, type Link } from '@opentelemetry/api';
import type { StreamEntry } from '../entry/stream-entry';
import { inSpan, tracer } from './in-span';

/** As many as an SDK keeps unless it is told otherwise. */
const LINKS_AT_MOST = 128;

/** Folds a page within a CONSUMER span. A page holds events of many traces: its span links them, and belongs to none. */
export async function tracePage(
  { topic, shard, group }: { topic: string; shard: number; group: string },
  entries: readonly StreamEntry[],
  fold: () => Promise<void>,
): Promise<void> {
  const attributes = {
    'messaging.system': 'redis_streams',
    'messaging.operation.type': 'process',
    'messaging.destination.name': topic,
    'messaging.destination.partition.id': String(shard),
    'messaging.consumer.group.name': group,
    'messaging.batch.message_count': entries.length,
  };
  const span = tracer().startSpan(`process ${topic} page`, { kind: SpanKind.CONSUMER, attributes }, ROOT_CONTEXT);
  // Headers are read for links alone, and only where somebody records them.
  if (span.isRecording()) span.addLinks(linksOf(entries));
  return inSpan(span, ROOT_CONTEXT, fold);
}

function linksOf(entries: readonly StreamEntry[]): Link[] {
  const links = new Map<string, Link>();
  for (const { headers } of entries) {
    const context = trace.getSpanContext(propagation.extract(ROOT_CONTEXT, headers));
    if (context) links.set(`${context.traceId}${context.spanId}`, { context });
    if (links.size === LINKS_AT_MOST) break;
  }
  return [...links.values()];
}
