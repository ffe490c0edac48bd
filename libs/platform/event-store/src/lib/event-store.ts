import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { EventRegistry } from './event-registry';
import type { NewEvent, PlannedEvent, Position, RecordedEvent } from './events';

/** What one append writes to one stream. `expectedVersion` 0 is a new stream; 'any' is for imports and behaviour only. */
export interface StreamAppend {
  readonly streamId: string;
  readonly expectedVersion: number | 'any';
  readonly events: readonly NewEvent[];
}

/** Who asks, and why. Event ids derive from `commandId`: the same command appends once, however often it is sent. */
export interface AppendOptions {
  readonly commandId: string;
  readonly correlationId?: string;
  readonly causationId?: string;
  readonly actor?: string;
  /** W3C Trace Context. Default: that of the span which is active in the caller. */
  readonly traceparent?: string;
  readonly occurredAt?: string;
  /** Writes an inline read model in the transaction of the append, before it: the append holds the fence, so it is last. */
  readonly inline?: (em: SqlEntityManager, events: readonly PlannedEvent[]) => Promise<void>;
}

export interface AppendedStream {
  readonly streamId: string;
  readonly version: number;
  readonly firstPosition: Position;
  readonly lastPosition: Position;
}

/** `duplicate`: this command had been appended before, and these are its first positions. */
export interface AppendResult {
  readonly position: Position;
  readonly duplicate: boolean;
  readonly streams: readonly AppendedStream[];
}

export interface ReadStreamOptions {
  readonly afterVersion?: number;
  readonly limit?: number;
}

export interface ReadAllOptions {
  readonly after: Position;
  readonly limit: number;
  readonly upTo?: Position;
  /**
   * Only events of these types, to be folded: the database picks them, so that the others are neither sent nor parsed. Take
   * the fields of such an event by name and do not spread it: its metadata is parsed when it is asked for.
   */
  readonly types?: readonly string[];
  readonly share?: StreamShare;
}

/** One of `of` shares of all streams, from 0 on. A stream is in one share, with all of its events. */
export interface StreamShare {
  readonly index: number;
  readonly of: number;
}

/** `position`: everything up to it has been seen, was not asked for, or does not exist; continue from there. */
export interface EventPage {
  readonly events: RecordedEvent[];
  readonly position: Position;
}

export interface BatchedAppend {
  readonly stream: StreamAppend;
  readonly options: Omit<AppendOptions, 'inline'>;
}

/** The only truth: append-only streams of events, and one order over all of them that never skips an event. */
export abstract class EventStore {
  /** The event types that this process knows: what it appends is checked by it, and what it reads is raised by it. */
  abstract readonly registry: EventRegistry;

  /**
   * Appends to one or several streams, all or nothing. Throws VersionConflictError when a stream is not at its expected
   * version, IdempotencyMismatchError when the command was appended before with other events, StreamArchivedError,
   * InvalidEventError and UnknownEventError when an event is not what the registry says.
   */
  abstract append(streams: StreamAppend | readonly StreamAppend[], options: AppendOptions): Promise<AppendResult>;

  /** Many independent appends in one commit: for behaviour events, thousands a call. One result each, in order. */
  abstract appendBatch(appends: readonly BatchedAppend[]): Promise<AppendResult[]>;

  /** The events of one stream in order, in their current shapes. Throws UnknownEventError on what the registry cannot raise. */
  abstract readStream(streamId: string, options?: ReadStreamOptions): Promise<RecordedEvent[]>;

  /**
   * The next page of all events in global order. Never skips one whose transaction is still running. The events are as they
   * were stored, whether this process understands them or not: a relay passes them on unchanged, and one event that is too
   * new must not take a page from those that need other events of it. Who folds them calls `registry.upcast` on each.
   * With `types` or `share` a page may be empty and yet move on: it ends where `position` is what `after` was.
   * Throws StoreRewoundError when `after` lies beyond the end: the store was restored to an older point.
   */
  abstract readAll(options: ReadAllOptions): Promise<EventPage>;

  /**
   * Ends a stream at exactly `version`: later appends throw StreamArchivedError, reading goes on. Throws VersionConflictError
   * when the stream has moved. Ending it twice changes nothing.
   */
  abstract archive(streamId: string, version: number): Promise<void>;

  /**
   * The highest position that is safe to read up to now. A store that has only just been opened waits for the appends that are
   * under way, so that 0 always means that nothing was ever appended.
   */
  abstract head(): Promise<Position>;
}
