import { trace } from '@opentelemetry/api';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
  type ReadableSpan,
} from '@opentelemetry/sdk-trace-base';
import { seen, tracingWorld } from './testing/tracing-world';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const traceparent = `00-${TRACE}-00f067aa0ba902b7-01`;

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 1_000; turn += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`waited in vain for ${condition}`);
}

describe('one trace from an HTTP request through command, event, relay and projection', () => {
  let world: Awaited<ReturnType<typeof tracingWorld>>;
  beforeEach(async () => {
    world = await tracingWorld();
  });
  afterEach(async () => {
    trace.disable();
    await world.close();
    expect(world.errors).toEqual([]);
  });

  /** Posts, and waits until both events have reached the end of the line. */
  const lend = async () => {
    const answer = await world.post({ traceparent });
    expect(await answer.json()).toEqual({ position: expect.any(Number) });
    await until(async () => (await world.folded()) === 2);
    const events = [
      ...(await world.store.readStream('lending.loan-l-1')),
      ...(await world.store.readStream('lending.reminder-l-1')),
    ];
    return { answer, metadata: events.map((event) => event.metadata) };
  };

  it('without an SDK the ids travel: code, events and the answer name the trace of the request', async () => {
    const { answer, metadata } = await lend();
    expect(answer.headers.get('traceparent')).toContain(TRACE);
    for (const place of ['http', 'command', 'event'])
      expect(seen.get(place)).toMatchObject({ trace_id: TRACE, correlationId: 'click-1' });
    expect(metadata.map((of) => of.traceparent?.split('-')[1])).toEqual([TRACE, TRACE]);
  });

  it('without an SDK a request that brings no trace, or a malformed one, begins one', async () => {
    const answer = await world.post({ traceparent: '00-nonsense-01' });
    await answer.text();
    const [, begun] = /^00-([0-9a-f]{32})-[0-9a-f]{16}-01$/.exec(answer.headers.get('traceparent') ?? '') ?? [];
    expect(begun).not.toBe(TRACE);
    await until(() => seen.has('event'));
    expect(seen.get('event')).toMatchObject({ trace_id: begun });
  });

  it('with an SDK every step is a span of that trace, child of the step before, and the page of the projection links it', async () => {
    const exporter = new InMemorySpanExporter();
    const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
    trace.setGlobalTracerProvider(provider);
    await lend();
    await until(() => linked(exporter).length >= 2);
    const chain = ['POST', 'desk.lend', 'desk.lend', 'process commerce'];
    const spans = exporter.getFinishedSpans().filter((span) => span.spanContext().traceId === TRACE);
    const event = spans.find(({ name }) => name === 'process commerce') as ReadableSpan;
    expect(path(event, spans).map(({ name }) => name)).toEqual(chain);
    expect(event.links.map(({ context }) => context.spanId)).toEqual([event.parentSpanContext?.spanId]);
    // The event that the first one caused hangs below the handler that caused it, and each is linked by a page.
    const causes = new Set(linked(exporter).map(({ spanId }) => spanId));
    expect(causes).toEqual(new Set([event.parentSpanContext?.spanId, event.spanContext().spanId]));
    await provider.shutdown();
  });
});

/** What pages of the projection link, in this trace. */
function linked(exporter: InMemorySpanExporter) {
  const pages = exporter.getFinishedSpans().filter(({ name }) => name === 'process commerce page');
  return pages.flatMap(({ links }) => links.map(({ context }) => context)).filter(({ traceId }) => traceId === TRACE);
}

/** From the outermost span of ours to this one. */
function path(span: ReadableSpan, spans: readonly ReadableSpan[]): ReadableSpan[] {
  const parent = spans.find((other) => other.spanContext().spanId === span.parentSpanContext?.spanId);
  return parent ? [...path(parent, spans), span] : [span];
}
