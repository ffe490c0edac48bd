import { Clock, SystemClock } from '@mercury/shared/util-ids';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { EventRegistry } from '../event-registry';
import {
  EventStore,
  type AppendOptions,
  type AppendResult,
  type BatchedAppend,
  type EventPage,
  type ReadAllOptions,
  type ReadStreamOptions,
  type StreamAppend,
  type StreamShare,
} from '../event-store';
import {
  IdempotencyMismatchError,
  StreamArchivedError,
  VersionConflictError,
  StoreRewoundError,
} from '../event-store.errors';
import type { PlannedEvent, Position, RecordedEvent } from '../events';
import { planStreams, type PlannedStream } from '../plan-events';

/** For handler specs. Passes the conformance suite of the PostgreSQL store; inline read models get no entity manager. */
export class InMemoryEventStore extends EventStore {
  private readonly events: RecordedEvent[] = [];
  private readonly ended = new Set<string>();

  constructor(
    private readonly clock: Clock = new SystemClock(),
    override readonly registry: EventRegistry = new EventRegistry(),
  ) {
    super();
  }

  override async append(
    streams: StreamAppend | readonly StreamAppend[],
    options: AppendOptions,
  ): Promise<AppendResult> {
    const planned = planStreams(streams, options, this.clock.now(), this.registry);
    const duplicate = this.duplicateOf(planned, options.commandId);
    if (duplicate) return duplicate;
    for (const stream of planned) this.checkVersion(stream);
    // Only an inline read model may yield: without one, check and write are one step, as the row lock makes them in SQL.
    if (options.inline) {
      await options.inline(
        undefined as unknown as SqlEntityManager,
        planned.flatMap(({ events }) => events),
      );
      for (const stream of planned) this.checkVersion(stream);
    }
    const results = planned.map((stream) => this.write(stream));
    return { position: results.at(-1)?.lastPosition ?? this.events.length, duplicate: false, streams: results };
  }

  override async appendBatch(appends: readonly BatchedAppend[]): Promise<AppendResult[]> {
    // One commit: what is malformed in any of them is found before the first is written.
    for (const { stream, options } of appends) planStreams(stream, options, this.clock.now(), this.registry);
    const results: AppendResult[] = [];
    for (const { stream, options } of appends) results.push(await this.append(stream, options));
    return results;
  }

  override async readStream(
    streamId: string,
    { afterVersion = 0, limit = Infinity }: ReadStreamOptions = {},
  ): Promise<RecordedEvent[]> {
    return this.of(streamId)
      .filter(({ streamPosition }) => streamPosition > afterVersion)
      .slice(0, limit)
      .map((event) => this.registry.upcast(event));
  }

  override async readAll({ after, limit, upTo = Infinity, types, share }: ReadAllOptions): Promise<EventPage> {
    if (after > this.events.length) throw new StoreRewoundError(after, this.events.length);
    const events = this.events
      .filter(({ position }) => position > after && position <= upTo)
      .filter(({ type, streamId }) => (!types || types.includes(type)) && (!share || isInShare(streamId, share)))
      .slice(0, limit);
    const end = events.length === limit ? (events.at(-1)?.position ?? after) : Math.min(upTo, this.events.length);
    return { events, position: Math.max(after, end) };
  }

  override async archive(streamId: string, version: number): Promise<void> {
    const actual = this.of(streamId).length;
    if (actual !== version || actual === 0) throw new VersionConflictError(streamId, version, actual);
    this.ended.add(streamId);
  }

  override async head(): Promise<Position> {
    return this.events.length;
  }

  private of(streamId: string): RecordedEvent[] {
    return this.events.filter((event) => event.streamId === streamId);
  }

  private checkVersion({ streamId, expectedVersion }: PlannedStream): void {
    const actual = this.of(streamId).length;
    if (this.ended.has(streamId)) throw new StreamArchivedError(streamId);
    if (expectedVersion !== 'any' && expectedVersion !== actual)
      throw new VersionConflictError(streamId, expectedVersion, actual);
  }

  private write({ streamId, events }: PlannedStream) {
    const version = this.of(streamId).length;
    const firstPosition = this.events.length + 1;
    events.forEach((event, index) => {
      this.events.push({
        ...(JSON.parse(JSON.stringify(event)) as PlannedEvent),
        position: this.events.length + 1,
        streamPosition: version + index + 1,
        recordedAt: this.clock.now().toISOString(),
      });
    });
    return { streamId, version: version + events.length, firstPosition, lastPosition: this.events.length };
  }

  private duplicateOf(planned: readonly PlannedStream[], commandId: string): AppendResult | undefined {
    const known = planned.map(({ streamId, events }) => ({
      streamId,
      rows: events.map((event) => [event, this.events.find(({ eventId }) => eventId === event.eventId)] as const),
    }));
    const rows = known.flatMap((stream) => stream.rows);
    if (!rows.some(([, recorded]) => recorded)) return undefined;
    if (!rows.every(([event, recorded]) => recorded && same(event, recorded)))
      throw new IdempotencyMismatchError(commandId);
    const streams = known.map((stream) =>
      summary(
        stream.streamId,
        stream.rows.map(([, recorded]) => recorded as RecordedEvent),
      ),
    );
    return { position: Math.max(...streams.map(({ lastPosition }) => lastPosition)), duplicate: true, streams };
  }
}

/** As the database does it, by a hash of its own: only that a stream has one share is promised. */
function isInShare(streamId: string, { index, of }: StreamShare): boolean {
  let hash = 0;
  for (const char of streamId) hash = (Math.imul(hash, 31) + (char.codePointAt(0) ?? 0)) >>> 0;
  return hash % of === index;
}

function same(event: PlannedEvent, recorded: RecordedEvent): boolean {
  return event.type === recorded.type && JSON.stringify(event.data) === JSON.stringify(recorded.data);
}

function summary(streamId: string, events: readonly RecordedEvent[]) {
  return {
    streamId,
    version: Math.max(...events.map(({ streamPosition }) => streamPosition)),
    firstPosition: Math.min(...events.map(({ position }) => position)),
    lastPosition: Math.max(...events.map(({ position }) => position)),
  };
}
