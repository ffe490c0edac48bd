import { IdempotencyMismatchError, VersionConflictError } from './event-store.errors';
import type { EventStore } from './event-store';

const placed = (n: number) => ({ type: 'test.thing.happened', data: { n, nested: { list: [1, 'two', null] } } });

/** What every event store holds to; run against the in-memory one and the PostgreSQL one. */
export function describeEventStore(
  name: string,
  open: () => Promise<{ store: EventStore; close(): Promise<void> }>,
): void {
  describe(`${name} as an event store`, () => {
    let store: EventStore;
    let close: () => Promise<void>;
    beforeAll(async () => ({ store, close } = await open()));
    afterAll(() => close());

    it('gives events back in order, as they were appended', async () => {
      await store.append(
        { streamId: 'test.thing-order', expectedVersion: 0, events: [placed(1), placed(2)] },
        { commandId: 'order-1', actor: 'me' },
      );
      await store.append(
        { streamId: 'test.thing-order', expectedVersion: 2, events: [placed(3)] },
        { commandId: 'order-2' },
      );
      const events = await store.readStream('test.thing-order');
      expect(events.map(({ data }) => data)).toEqual([placed(1).data, placed(2).data, placed(3).data]);
      expect(events.map(({ streamPosition }) => streamPosition)).toEqual([1, 2, 3]);
      expect(events[0]?.metadata).toMatchObject({ commandId: 'order-1', correlationId: 'order-1', actor: 'me' });
      expect(await store.readStream('test.thing-order', { afterVersion: 1, limit: 1 })).toHaveLength(1);
    });

    it('answers a repeated command with its first positions', async () => {
      const append = () =>
        store.append(
          { streamId: 'test.thing-twice', expectedVersion: 0, events: [placed(1), placed(2)] },
          { commandId: 'twice' },
        );
      const first = await append();
      const second = await append();
      expect(first.duplicate).toBe(false);
      expect(second).toEqual({ ...first, duplicate: true });
      expect(await store.readStream('test.thing-twice')).toHaveLength(2);
    });

    it('recognises a repeated command that expects any version, or a newer one', async () => {
      const streamId = 'test.thing-any';
      const first = await store.append(
        { streamId, expectedVersion: 'any', events: [placed(1)] },
        { commandId: 'any-1' },
      );
      const again = await store.append(
        { streamId, expectedVersion: 'any', events: [placed(1)] },
        { commandId: 'any-1' },
      );
      const newer = await store.append({ streamId, expectedVersion: 1, events: [placed(1)] }, { commandId: 'any-1' });
      expect([again, newer]).toEqual([
        { ...first, duplicate: true },
        { ...first, duplicate: true },
      ]);
      expect(await store.readStream(streamId)).toHaveLength(1);
    });

    it('refuses the same command with other events', async () => {
      const streamId = 'test.thing-mismatch';
      await store.append({ streamId, expectedVersion: 0, events: [placed(1)] }, { commandId: 'mismatch' });
      const other = store.append({ streamId, expectedVersion: 0, events: [placed(2)] }, { commandId: 'mismatch' });
      await expect(other).rejects.toThrow(IdempotencyMismatchError);
    });

    it('refuses another version than the expected, with both', async () => {
      const streamId = 'test.thing-conflict';
      await store.append({ streamId, expectedVersion: 0, events: [placed(1)] }, { commandId: 'conflict-1' });
      const late = store.append({ streamId, expectedVersion: 0, events: [placed(2)] }, { commandId: 'conflict-2' });
      await expect(late).rejects.toMatchObject({ constructor: VersionConflictError, expected: 0, actual: 1 });
      const early = store.append(
        { streamId: 'test.thing-none', expectedVersion: 4, events: [placed(1)] },
        { commandId: 'conflict-3' },
      );
      await expect(early).rejects.toMatchObject({ expected: 4, actual: 0 });
    });

    it('appends to several streams all or nothing', async () => {
      const both = [
        { streamId: 'test.thing-b', expectedVersion: 0, events: [placed(1)] },
        { streamId: 'test.thing-a', expectedVersion: 0, events: [placed(2)] },
      ];
      const result = await store.append(both, { commandId: 'both' });
      expect(result.streams.map(({ streamId }) => streamId)).toEqual(['test.thing-a', 'test.thing-b']);
      const half = [
        { streamId: 'test.thing-0', expectedVersion: 0, events: [placed(1)] },
        { streamId: 'test.thing-a', expectedVersion: 0, events: [placed(2)] },
      ];
      await expect(store.append(half, { commandId: 'half' })).rejects.toThrow(VersionConflictError);
      expect(await store.readStream('test.thing-0')).toEqual([]);
    });

    it('refuses a command of which only some streams were appended before, and changes nothing', async () => {
      const [one, two] = ['test.thing-half-a', 'test.thing-half-b'];
      const first = { streamId: one, expectedVersion: 0, events: [placed(1)] };
      const second = { streamId: two, expectedVersion: 0, events: [placed(2)] };
      await store.append(first, { commandId: one });
      await expect(store.append([first, second], { commandId: one })).rejects.toBeInstanceOf(IdempotencyMismatchError);
      expect(await store.readStream(one)).toHaveLength(1);
      expect(await store.readStream(two)).toEqual([]);
    });

    it('lets one of 24 rivals win', async () => {
      const rivals = Array.from({ length: 24 }, (_, n) =>
        store.append(
          { streamId: 'test.thing-rivals', expectedVersion: 0, events: [placed(n)] },
          { commandId: `rival-${n}` },
        ),
      );
      const outcomes = await Promise.allSettled(rivals);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const reasons = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
      expect(reasons.every((reason) => reason instanceof VersionConflictError)).toBe(true);
    });

    it('appends one of 24 deliveries of one command', async () => {
      const deliveries = Array.from({ length: 24 }, () =>
        store.append(
          { streamId: 'test.thing-deliveries', expectedVersion: 'any', events: [placed(1)] },
          { commandId: 'delivery' },
        ),
      );
      const results = await Promise.all(deliveries);
      expect(results.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
      expect(new Set(results.map(({ position }) => position)).size).toBe(1);
    });

    it('appends a batch, and answers a repeated batch with its first positions', async () => {
      const batch = Array.from({ length: 50 }, (_, n) => ({
        stream: { streamId: `test.session-${n % 7}`, expectedVersion: 'any' as const, events: [placed(n)] },
        options: { commandId: `batch-${n}` },
      }));
      const first = await store.appendBatch(batch);
      const second = await store.appendBatch(batch);
      expect(first.map(({ duplicate }) => duplicate)).toEqual(Array(50).fill(false));
      expect(second).toEqual(first.map((result) => ({ ...result, duplicate: true })));
      expect(await store.readStream('test.session-0')).toHaveLength(8);
    });

    it('pages through all events without a gap or a repetition', async () => {
      const head = await store.head();
      const seen: number[] = [];
      let after = 0;
      while (after < head) {
        const page = await store.readAll({ after, limit: 7 });
        seen.push(...page.events.map(({ position }) => position));
        after = page.position;
      }
      expect(seen).toEqual([...seen].sort((a, b) => a - b));
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.length).toBeGreaterThan(50);
    });

    it('gives of all events those of the types that are asked for, and moves on past the others', async () => {
      const after = await store.head();
      const append = (n: number, type: string) => ({
        stream: { streamId: `test.mixed-${n % 9}`, expectedVersion: 'any' as const, events: [{ ...placed(n), type }] },
        options: { commandId: `mixed-${n}` },
      });
      const type = (n: number) => (n % 10 === 0 ? 'test.rare' : 'test.common');
      await store.appendBatch(Array.from({ length: 90 }, (_, n) => append(n, type(n))));
      const rare = await store.readAll({ after, limit: 9, types: ['test.rare'] });
      expect(rare.events.map((event) => event.type)).toEqual(Array(9).fill('test.rare'));
      const none = await store.readAll({ after: rare.position, limit: 9, types: ['test.rare'] });
      expect(none).toEqual({ events: [], position: await store.head() });
      const all = await store.readAll({ after, limit: 100, types: ['test.rare', 'test.common', 'test.unheard'] });
      const plain = await store.readAll({ after, limit: 100 });
      expect(all.position).toBe(plain.position);
      expect(all.events.map(({ metadata, recordedAt, ...rest }) => ({ ...rest, metadata, recordedAt }))).toEqual(
        plain.events,
      );
      expect(JSON.parse(JSON.stringify(all.events))).toEqual(JSON.parse(JSON.stringify(plain.events)));
      expect((await store.readAll({ after, limit: 100, types: [] })).events).toEqual([]);
    });

    it.each([1, 2, 4])('parts all streams into %i shares, each with whole streams', async (of) => {
      const shares = await Promise.all(
        Array.from({ length: of }, (_, index) => store.readAll({ after: 0, limit: 10_000, share: { index, of } })),
      );
      const { events } = await store.readAll({ after: 0, limit: 10_000 });
      const all = shares.flatMap((share) => share.events.map(({ position }) => position)).sort((a, b) => a - b);
      expect(all).toEqual(events.map(({ position }) => position));
      const streams = shares.map((share) => new Set(share.events.map(({ streamId }) => streamId)));
      expect(streams.reduce((sum, { size }) => sum + size, 0)).toBe(new Set(events.map((e) => e.streamId)).size);
      for (const { size } of streams) expect(size).toBeGreaterThan(0);
    });

    it('refuses a reader that stands beyond the end, instead of giving it empty pages for ever', async () => {
      const head = await store.head();
      expect(await store.readAll({ after: head, limit: 7 })).toEqual({ events: [], position: head });
      await expect(store.readAll({ after: head + 1, limit: 7 })).rejects.toMatchObject({
        code: 'event_store.rewound',
        data: { position: head + 1, head },
      });
    });

    it('gives each of many concurrent appends its own answer', async () => {
      await store.append({ streamId: 'test.thing-c0', expectedVersion: 0, events: [placed(0)] }, { commandId: 'c0' });
      const append = (n: number) =>
        store.append({ streamId: `test.thing-c${n}`, expectedVersion: 0, events: [placed(n)] }, { commandId: `k${n}` });
      const results = await Promise.allSettled([0, 1, 2, 3, 4, 5].map(append));
      expect(results[0]).toMatchObject({ status: 'rejected', reason: { expected: 0, actual: 1 } });
      expect(results.slice(1).map(({ status }) => status)).toEqual(Array(5).fill('fulfilled'));
      for (const n of [1, 2, 3, 4, 5])
        expect((await store.readStream(`test.thing-c${n}`)).map(({ data }) => data)).toEqual([placed(n).data]);
    });

    it('appends a batch with repeats, several appends to one stream, and answers each in its place', async () => {
      const any = (streamId: string, n: number) => ({
        stream: { streamId, expectedVersion: 'any' as const, events: [placed(n)] },
        options: { commandId: `batch-${n}` },
      });
      const first = await store.appendBatch([
        any('test.thing-b1', 1),
        any('test.thing-b2', 2),
        any('test.thing-b1', 3),
      ]);
      const again = await store.appendBatch([
        any('test.thing-b1', 3),
        any('test.thing-b1', 4),
        any('test.thing-b2', 2),
      ]);
      expect(first.map(({ streams }) => streams[0]?.version)).toEqual([1, 1, 2]);
      expect(again.map(({ duplicate }) => duplicate)).toEqual([true, false, true]);
      expect(again[0]?.position).toBe(first[2]?.position);
      expect((await store.readStream('test.thing-b1')).map(({ data }) => data)).toEqual(
        [1, 3, 4].map((n) => placed(n).data),
      );
    });

    it('takes nothing more into a stream that has ended, and still reads it', async () => {
      const streamId = 'test.thing-ended';
      const append = (expectedVersion: number | 'any', commandId: string) =>
        store.append({ streamId, expectedVersion, events: [placed(1)] }, { commandId });
      const first = await append(0, 'ended-1');
      await expect(store.archive(streamId, 2)).rejects.toMatchObject({ code: 'event_store.version_conflict' });
      await store.archive(streamId, 1);
      await store.archive(streamId, 1);
      await expect(append(1, 'ended-2')).rejects.toMatchObject({ code: 'event_store.stream_archived' });
      await expect(append('any', 'ended-3')).rejects.toMatchObject({ code: 'event_store.stream_archived' });
      expect(await append(0, 'ended-1')).toEqual({ ...first, duplicate: true });
      expect(await store.readStream(streamId)).toHaveLength(1);
    });
  });
}
