import { EventRegistry, InMemoryEventStore } from '@mercury/platform/event-store';
import { allAggregates } from '../all-aggregates';
import { allEventTypes } from '../all-event-types';
import { stateAt } from './state-at';

const stream = 'orders.cart-c1';
const added = (variantId: string, quantity: number) => ({
  type: 'orders.cart.line-added',
  data: { variantId, productId: 'p1', quantity },
});

describe('a look back at a stream', () => {
  const store = new InMemoryEventStore({ now: () => new Date('2026-11-24T12:00:00.000Z') });
  const sources = { store, registry: new EventRegistry(allEventTypes), aggregates: allAggregates };
  const look = (wanted: Partial<Parameters<typeof stateAt>[1]>) =>
    stateAt(sources, { stream, events: false, ...wanted });
  const append = (streamId: string, ...events: { type: string; data: object; schemaVersion?: number }[]) =>
    store.append({ streamId, expectedVersion: 'any', events }, { commandId: `${streamId} ${Math.random()}` });

  beforeAll(async () => {
    await append('activity.session-s1', { type: 'activity.product.viewed', data: { productId: 'p1' } });
    await append(stream, added('v1', 1));
    await append('orders.cart-c2', added('v9', 9));
    await append(stream, added('v2', 2), { type: 'orders.cart.line-removed', data: { variantId: 'v1' } });
    await append('orders.cart-c3', { ...added('v1', 1), schemaVersion: 2 });
  });

  it('shows the state of now, with what it rests on', async () => {
    expect(await look({})).toEqual({
      stream,
      version: 3,
      position: 5,
      at: '2026-11-24T12:00:00.000Z',
      lastEvent: 'orders.cart.line-removed',
      newestVersion: 3,
      state: expect.objectContaining({ lines: [{ variantId: 'v2', productId: 'p1', quantity: 2 }] }),
    });
  });

  it.each([
    [{ position: 2 }, 1, 1],
    // Others' events in between change nothing.
    [{ position: 3 }, 1, 1],
    [{ position: 4 }, 2, 2],
    [{ version: 2 }, 2, 2],
    [{ version: 1 }, 1, 1],
  ])('shows the state as of %j', async (wanted, version, lines) => {
    const seen = await look(wanted);
    expect(seen).toMatchObject({ version, newestVersion: 3 });
    expect((seen.state as { lines: unknown[] }).lines).toHaveLength(lines);
  });

  it('lists the events up to there, as they are stored', async () => {
    const seen = await look({ version: 2, events: true });
    expect(seen.events?.map(({ type, streamPosition }) => [type, streamPosition])).toEqual([
      ['orders.cart.line-added', 1],
      ['orders.cart.line-added', 2],
    ]);
    expect(seen).not.toHaveProperty('state');
    expect(await look({ stream: 'orders.cart-c3', events: true })).toMatchObject({ events: [{ schemaVersion: 2 }] });
  });

  it('lists the events of a stream that nothing folds, and says so', async () => {
    expect(await look({ stream: 'activity.session-s1' })).toMatchObject({
      note: expect.stringContaining('nothing folds streams of type activity.session'),
      events: [{ type: 'activity.product.viewed' }],
    });
  });

  it.each([
    [{ stream: 'orders.cart-none' }, 'There is no stream orders.cart-none.'],
    [{ position: 1 }, 'began at position 2: at 1 it did not exist yet'],
    [{ position: 7 }, 'The store ends at position 6: 7 is still to come.'],
    [{ version: 4 }, 'is at version 3: there is no version 4 yet'],
    [{ stream: 'orders.cart-c3' }, 'version 2 is unknown: the newest known here is 1'],
  ])('%j: one sentence', async (wanted, sentence) => {
    await expect(look(wanted)).rejects.toThrow(sentence);
  });

  it('knows every type of stream whose events the house registers, but for behaviour', () => {
    const contexts = new Set(allEventTypes.map(({ type }) => type.split('.')[0]));
    const folded = new Set(allAggregates.map(({ streamType }) => streamType.split('.')[0]));
    expect([...contexts].filter((context) => !folded.has(context))).toEqual(['activity']);
  });
});
