import type { EventMetadata, RecordedEvent } from '../events';
import { eventColumns, isoOf } from './event-row';

/** As `eventColumns`, with metadata as text: the driver parses jsonb as rows arrive, and this not at all. */
export const storedColumns = eventColumns.replace('metadata', 'metadata::text');

/**
 * An event of a page that is folded: most read models look at its data alone, so metadata and time are made of their text
 * when they are asked for. That halves what reading costs this process, garbage included. The two are getters of the class:
 * take them by name, a spread of the event leaves them behind.
 */
export class StoredEvent implements RecordedEvent {
  readonly position: number;
  readonly streamId: string;
  readonly streamPosition: number;
  readonly eventId: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: unknown;
  readonly #metadata: string;
  readonly #recordedAt: string;
  #parsed: EventMetadata | undefined;

  /** A row of `storedColumns`: data parsed, each other column as PostgreSQL's text. */
  constructor(row: readonly unknown[]) {
    const [position, streamId, streamPosition, eventId, type, schemaVersion, data, metadata, recordedAt] = row;
    this.position = Number(position);
    this.streamId = streamId as string;
    this.streamPosition = Number(streamPosition);
    this.eventId = eventId as string;
    this.type = type as string;
    this.schemaVersion = Number(schemaVersion);
    this.data = data;
    this.#metadata = metadata as string;
    this.#recordedAt = recordedAt as string;
  }

  get metadata(): EventMetadata {
    this.#parsed ??= JSON.parse(this.#metadata) as EventMetadata;
    return this.#parsed;
  }

  get recordedAt(): string {
    return isoOf(this.#recordedAt);
  }

  toJSON(): RecordedEvent {
    return { ...this, metadata: this.metadata, recordedAt: this.recordedAt };
  }
}
