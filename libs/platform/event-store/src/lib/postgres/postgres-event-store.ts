import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { Clock, SystemClock } from '@mercury/shared/util-ids';
import {
  EventStore,
  type AppendedStream,
  type AppendOptions,
  type AppendResult,
  type BatchedAppend,
  type EventPage,
  type ReadAllOptions,
  type ReadStreamOptions,
  type StreamAppend,
} from '../event-store';
import { IdempotencyMismatchError } from '../event-store.errors';
import { EventRegistry } from '../event-registry';
import type { Position, RecordedEvent } from '../events';
import { planStreams, type PlannedStream } from '../plan-events';
import { isRepeatedEventId, isUniqueViolation, translateAppendError } from './append-errors';
import { eventColumns, toRecordedEvent, type EventRow } from './event-row';
import { Fence } from './fence';

interface AppendRow {
  readonly version: string;
  readonly first_position: string;
  readonly last_position: string;
  readonly duplicate: boolean;
}

/** Rolls a repeated append back, with the answer of the first. */
class RepeatedAppend extends Error {
  constructor(readonly result: AppendResult) {
    super('this command had been appended before');
  }
}

/** The event store on PostgreSQL 15 or newer. Writes through SQL functions only; the protocol is in the README. */
export class PostgresEventStore extends EventStore {
  private readonly fence = new Fence();

  constructor(
    private readonly em: SqlEntityManager,
    private readonly registry: EventRegistry = new EventRegistry(),
    private readonly clock: Clock = new SystemClock(),
  ) {
    super();
  }

  override async append(
    streams: StreamAppend | readonly StreamAppend[],
    options: AppendOptions,
  ): Promise<AppendResult> {
    const planned = this.plan(streams, options);
    if (planned.length === 0) return { position: await this.head(), duplicate: false, streams: [] };
    const em = this.em.fork();
    try {
      if (planned.length === 1 && !options.inline)
        return resultOf([await this.appendOne(em, planned[0] as PlannedStream)]);
      return await em.transactional((tx) => this.appendAll(tx as SqlEntityManager, planned, options.inline));
    } catch (error) {
      if (error instanceof RepeatedAppend) return error.result;
      const duplicate = await this.duplicateAfter(error, planned, options.commandId);
      if (duplicate) return duplicate;
      throw translateAppendError(error, planned, options.commandId);
    }
  }

  override async appendBatch(appends: readonly BatchedAppend[]): Promise<AppendResult[]> {
    if (appends.length === 0) return [];
    const planned = appends.map(({ stream, options }) => this.plan(stream, options)[0]);
    const payload = planned.map((stream) => stream && { ...sqlStream(stream), events: sqlEvents(stream) });
    try {
      const rows = await this.em
        .fork()
        .execute<(AppendRow & { ord: string })[]>('SELECT * FROM es.append_batch(?::jsonb)', [
          JSON.stringify(payload.filter(Boolean)),
        ]);
      const answered = planned.flatMap((stream) => (stream ? [stream] : []));
      return rows
        .sort((a, b) => Number(a.ord) - Number(b.ord))
        .map((row) => resultOf([toAppended((answered[Number(row.ord) - 1] as PlannedStream).streamId, row)]));
    } catch {
      // One refused append fails the whole commit: do them one by one, and let the refused one speak for itself.
      const results: AppendResult[] = [];
      for (const { stream, options } of appends) results.push(await this.append(stream, options));
      return results;
    }
  }

  override async readStream(
    streamId: string,
    { afterVersion = 0, limit }: ReadStreamOptions = {},
  ): Promise<RecordedEvent[]> {
    const sql = `SELECT ${eventColumns} FROM es.events WHERE stream_id = ? AND stream_position > ? ORDER BY stream_position`;
    const rows = await this.em
      .fork()
      .execute<EventRow[]>(
        limit ? `${sql} LIMIT ?` : sql,
        limit ? [streamId, afterVersion, limit] : [streamId, afterVersion],
      );
    return rows.map((row) => this.registry.upcast(toRecordedEvent(row)));
  }

  override async readAll({ after, limit, upTo = Number.MAX_SAFE_INTEGER }: ReadAllOptions): Promise<EventPage> {
    const em = this.em.fork();
    const end = Math.min(upTo, await this.fence.poll(em));
    if (end <= after) return { events: [], position: after };
    // A new statement, after the fence: its snapshot sees everything up to the safe position.
    const rows = await em.execute<EventRow[]>(
      `SELECT ${eventColumns} FROM es.events WHERE global_position > ? AND global_position <= ? ORDER BY global_position LIMIT ?`,
      [after, end, limit],
    );
    const events = rows.map((row) => this.registry.upcast(toRecordedEvent(row)));
    return { events, position: events.length === limit ? (events.at(-1)?.position ?? end) : end };
  }

  override head(): Promise<Position> {
    return this.fence.poll(this.em.fork());
  }

  private plan(
    streams: StreamAppend | readonly StreamAppend[],
    options: Omit<AppendOptions, 'inline'>,
  ): PlannedStream[] {
    const planned = planStreams(streams, options, this.clock.now(), (type) => this.registry.currentVersion(type));
    for (const { events } of planned) for (const event of events) this.registry.validate(event);
    return planned;
  }

  /** Throws RepeatedAppend when the command had been appended before: its inline rows are there, and ours must go. */
  private async appendAll(
    em: SqlEntityManager,
    planned: readonly PlannedStream[],
    inline: AppendOptions['inline'],
  ): Promise<AppendResult> {
    await inline?.(
      em,
      planned.flatMap(({ events }) => events),
    );
    const rows = [];
    for (const stream of planned) rows.push(await this.appendOne(em, stream));
    const result = resultOf(rows);
    if (inline && result.duplicate) throw new RepeatedAppend(result);
    return result;
  }

  private async appendOne(
    em: SqlEntityManager,
    stream: PlannedStream,
  ): Promise<AppendedStream & { duplicate: boolean }> {
    const { stream: id, type, expected } = sqlStream(stream);
    const [row] = await em.execute<AppendRow[]>('SELECT * FROM es.append(?, ?, ?::bigint, ?::jsonb)', [
      id,
      type,
      expected,
      JSON.stringify(sqlEvents(stream)),
    ]);
    return toAppended(stream.streamId, row as AppendRow);
  }

  private async duplicateAfter(
    error: unknown,
    planned: readonly PlannedStream[],
    commandId: string,
  ): Promise<AppendResult | undefined> {
    // A unique violation of an inline row, too, may be the trace of a twin that was faster.
    if (!isUniqueViolation(error)) return undefined;
    const em = this.em.fork();
    const rows = [];
    for (const stream of planned) {
      const [row] = await em.execute<(AppendRow & { known: string; same: string })[]>(
        'SELECT * FROM es.find_duplicate(?, ?::jsonb)',
        [stream.streamId, JSON.stringify(sqlEvents(stream))],
      );
      if (Number(row?.known ?? 0) === 0 && !isRepeatedEventId(error)) return undefined;
      if (!row || Number(row.same) !== stream.events.length) throw new IdempotencyMismatchError(commandId);
      rows.push(toAppended(stream.streamId, { ...row, duplicate: true }));
    }
    return resultOf(rows);
  }
}

function sqlStream(stream: PlannedStream) {
  return {
    stream: stream.streamId,
    type: stream.streamType,
    expected: stream.expectedVersion === 'any' ? null : stream.expectedVersion,
  };
}

function sqlEvents(stream: PlannedStream) {
  return stream.events.map((event) => ({
    id: event.eventId,
    type: event.type,
    ver: event.schemaVersion,
    data: event.data,
    meta: event.metadata,
  }));
}

function toAppended(streamId: string, row: AppendRow): AppendedStream & { duplicate: boolean } {
  return {
    streamId,
    version: Number(row.version),
    firstPosition: Number(row.first_position),
    lastPosition: Number(row.last_position),
    duplicate: row.duplicate,
  };
}

function resultOf(streams: readonly (AppendedStream & { duplicate: boolean })[]): AppendResult {
  return {
    position: Math.max(...streams.map(({ lastPosition }) => lastPosition)),
    duplicate: streams.every(({ duplicate }) => duplicate),
    streams: streams.map(({ duplicate: _, ...stream }) => stream),
  };
}
