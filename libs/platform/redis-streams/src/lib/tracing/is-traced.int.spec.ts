import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import type { Redis } from 'ioredis';
import { RedisStreamsClient } from '../client/redis-streams.client';
import { keys } from '../keys';
import { redisUrl, uniqueName } from '../testing/contract-world';
import { isTraced } from './is-traced';

const spanContext = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7', traceFlags: 1 };
const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

/** Publishes within a span, and gives the fields of the entry. */
async function fieldsOf(headers?: Record<string, unknown>): Promise<string[]> {
  const topic = uniqueName('traced');
  const client = new RedisStreamsClient({ url: redisUrl(), shards: { [topic]: 1 } });
  const redis = client.unwrap<Redis>();
  const active = trace.setSpan(context.active(), trace.wrapSpanContext(spanContext));
  await context.with(active, () => client.publish(topic, { type: 't.v1', key: 'k', data: {}, headers }));
  const [entry] = await redis.xrange(keys.stream(topic, 0), '-', '+');
  client.close();
  return entry?.[1] ?? [];
}

describe('a process in which nobody carries contexts', () => {
  it('is not traced, and adds nothing to its messages', async () => {
    expect(isTraced()).toBe(false);
    expect(await fieldsOf()).toEqual(['k', 'k', 'p', 't.v1', 'd', '{}']);
  });
});

describe('a process that carries contexts', () => {
  beforeAll(() => {
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  });
  afterAll(() => {
    context.disable();
    propagation.disable();
  });

  it('sends the trace of the work that publishes', async () => {
    expect(isTraced()).toBe(true);
    expect((await fieldsOf({ n: 1 })).at(-1)).toBe(JSON.stringify({ n: 1, traceparent }));
  });

  it('leaves a trace that the headers name already, as those of a relay do', async () => {
    const own = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    expect((await fieldsOf({ traceparent: own })).at(-1)).toBe(JSON.stringify({ traceparent: own }));
  });
});
