import { eventTypes, shape } from '@mercury/platform/event-store';

interface BenchEvent {
  readonly type: 'bench.thing.happened';
  readonly data: {
    readonly n: number;
    readonly productId: string;
    readonly variantId: string;
    readonly visitorId: string;
    readonly sessionId: string;
    readonly occurredAt: string;
    readonly note: string;
    readonly amountMinor: number;
    readonly currency: string;
  };
}

const { id, instant, text, whole } = shape;

/** The shop's appends are checked, so those of the bench are too. */
export const benchEventTypes = eventTypes<BenchEvent>({
  'bench.thing.happened': {
    n: whole(0),
    productId: id,
    variantId: id,
    visitorId: id,
    sessionId: id,
    occurredAt: instant,
    note: text,
    amountMinor: whole(0),
    currency: id,
  },
});

/** An event of about 330 bytes of data, as an order line or a view is: the size that event-store.md measured with. */
export function benchEvent(n: number): BenchEvent {
  return {
    type: 'bench.thing.happened',
    data: {
      n,
      productId: `product-${n % 5_000}`,
      variantId: `variant-${n % 20_000}`,
      visitorId: '0190b7a0-5d3c-7000-8000-0000000012ab',
      sessionId: '0190b7a0-5d3c-7000-8000-0000000012cd',
      occurredAt: '2026-11-24T12:00:00.000Z',
      note: 'a line of text as long as such lines are, so that the event weighs what events weigh',
      amountMinor: 12_900,
      currency: 'EUR',
    },
  };
}
