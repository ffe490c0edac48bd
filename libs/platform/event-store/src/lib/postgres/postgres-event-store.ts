import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { Clock, SystemClock } from '@mercury/shared/util-ids';
import {
  EventStore,
  type AppendOptions,
  type AppendResult,
  type BatchedAppend,
  type EventPage,
  type ReadAllOptions,
  type ReadStreamOptions,
  type StreamAppend,
} from '../event-store';
import { EventRegistry } from '../event-registry';
import { StoreRewoundError } from '../event-store.errors';
import type { Position, RecordedEvent } from '../events';
import { planStreams, type PlannedStream } from '../plan-events';
import { eventColumns, toRecordedEvent } from './event-row';
import { Fence } from './fence';
import { PostgresAppender } from './postgres-appender';
import { readPage } from './read-pages';
import { Statements } from './statements';

const streamStatement = {
  name: 'es-read-stream',
  text: `SELECT ${eventColumns} FROM es.events WHERE stream_id = $1 AND stream_position > $2 ORDER BY stream_position LIMIT $3`,
};

/** The event store on PostgreSQL 15 or newer. Writes through SQL functions only; the protocol is in the README. */
export class PostgresEventStore extends EventStore {
  private readonly statements: Statements;
  private readonly fence: Fence;
  private readonly appender: PostgresAppender;

  constructor(
    em: SqlEntityManager,
    override readonly registry: EventRegistry = new EventRegistry(),
    private readonly clock: Clock = new SystemClock(),
  ) {
    super();
    this.statements = new Statements(em);
    this.fence = new Fence(this.statements);
    this.appender = new PostgresAppender(em, this.statements);
  }

  override async append(
    streams: StreamAppend | readonly StreamAppend[],
    options: AppendOptions,
  ): Promise<AppendResult> {
    const planned = this.plan(streams, options);
    if (planned.length === 0) return { position: await this.head(), duplicate: false, streams: [] };
    return this.appender.append(planned, options);
  }

  override async appendBatch(appends: readonly BatchedAppend[]): Promise<AppendResult[]> {
    const items = appends.flatMap(({ stream, options }) =>
      this.plan(stream, options).map((planned) => ({ stream: planned, commandId: options.commandId })),
    );
    return this.appender.appendBatch(items);
  }

  override async readStream(
    streamId: string,
    { afterVersion = 0, limit }: ReadStreamOptions = {},
  ): Promise<RecordedEvent[]> {
    const rows = await this.statements.rowsWithJson(streamStatement, [streamId, afterVersion, limit ?? null]);
    return rows.map((row) => this.registry.upcast(toRecordedEvent(row)));
  }

  override async readAll(options: ReadAllOptions): Promise<EventPage> {
    const { after } = options;
    const end = await this.endOfPage(options);
    // Another process may be ahead of our safe position, nobody of the sequence. A page would be empty for ever.
    if (after > this.fence.head) throw new StoreRewoundError(after, this.fence.head);
    if (end <= after) return { events: [], position: after };
    // A new statement, after the fence: its snapshot sees everything up to the safe position.
    return readPage(this.statements, options, end);
  }

  override archive(streamId: string, version: number): Promise<void> {
    return this.appender.archive(streamId, version);
  }

  override head(): Promise<Position> {
    return this.fence.settled();
  }

  private async endOfPage({ after, limit, upTo = Number.MAX_SAFE_INTEGER }: ReadAllOptions): Promise<Position> {
    // Below the last safe head nothing changes any more: only a reader near the end needs to look at the fence each time.
    const { known } = this.fence;
    return Math.min(upTo, known - after > limit ? known : await this.fence.poll());
  }

  private plan(
    streams: StreamAppend | readonly StreamAppend[],
    options: Omit<AppendOptions, 'inline'>,
  ): PlannedStream[] {
    return planStreams(streams, options, this.clock.now(), this.registry);
  }
}
