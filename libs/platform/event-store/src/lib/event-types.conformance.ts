import { EventRegistry } from './event-registry';
import { InvalidEventError, UnknownEventError } from './event-store.errors';
import type { EventStore } from './event-store';
import { eventTypes } from './event-types';
import { id, whole } from './shapes';

type CoinEvent = { type: 'test.coin.tossed'; data: { coinId: string; times: number } };

const registry = () =>
  new EventRegistry(
    eventTypes<CoinEvent>({ 'test.coin.tossed': { coinId: id, times: whole(1) } }, [
      { type: 'test.coin.tossed', version: 1, upcast: ({ coinId }: { coinId: string }) => ({ coinId, times: 1 }) },
    ]),
  );

/** What every event store with a registry of types holds to; run against the in-memory one and the PostgreSQL one. */
export function describeTypedEventStore(
  name: string,
  open: (registry: EventRegistry) => Promise<{ store: EventStore; close(): Promise<void> }>,
): void {
  describe(`${name} with a registry of event types`, () => {
    let store: EventStore;
    let close: () => Promise<void>;
    beforeAll(async () => ({ store, close } = await open(registry())));
    afterAll(() => close());

    const toss = (streamId: string, event: { type?: string; data: object; schemaVersion?: number }) =>
      store.append(
        { streamId, expectedVersion: 0, events: [{ type: 'test.coin.tossed', ...event }] },
        { commandId: `toss ${streamId}` },
      );

    it('writes the current version, and reads it as it is', async () => {
      await toss('test.coin-current', { data: { coinId: 'c-1', times: 3 } });
      expect(await store.readStream('test.coin-current')).toMatchObject([
        { schemaVersion: 2, data: { coinId: 'c-1', times: 3 } },
      ]);
    });

    it('raises an old event in its stream, and leaves it as it was stored in the order of all', async () => {
      const { position } = await toss('test.coin-old', { data: { coinId: 'c-2' }, schemaVersion: 1 });
      expect(await store.readStream('test.coin-old')).toMatchObject([
        { schemaVersion: 2, data: { coinId: 'c-2', times: 1 } },
      ]);
      const { events } = await store.readAll({ after: position - 1, limit: 1 });
      expect(events).toMatchObject([{ schemaVersion: 1, data: { coinId: 'c-2' } }]);
    });

    it('refuses malformed and unknown events, one of several or in a batch, and writes nothing', async () => {
      const before = await store.head();
      const good = { type: 'test.coin.tossed', data: { coinId: 'c-3', times: 1 } };
      const bad = { type: 'test.coin.tossed', data: { coinId: 'c-3', times: 0 } };
      const stream = (...events: { type: string; data: object; schemaVersion?: number }[]) =>
        ({ streamId: 'test.coin-bad', expectedVersion: 'any', events }) as const;
      await expect(store.append(stream(good, bad), { commandId: 'bad-1' })).rejects.toThrow(InvalidEventError);
      await expect(store.append(stream({ ...good, type: 'x' }), { commandId: 'bad-2' })).rejects.toThrow(
        UnknownEventError,
      );
      await expect(store.append(stream({ ...good, schemaVersion: 3 }), { commandId: 'bad-3' })).rejects.toThrow(
        UnknownEventError,
      );
      const batch = [good, bad].map((event, n) => ({ stream: stream(event), options: { commandId: `batch-${n}` } }));
      await expect(store.appendBatch(batch)).rejects.toThrow('times must be');
      expect(await store.readStream('test.coin-bad')).toEqual([]);
      expect(await store.head()).toBe(before);
    });
  });
}
