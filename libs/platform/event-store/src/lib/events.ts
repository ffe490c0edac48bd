/** Place in the one order of all events: ascending in every reader's eyes, with holes. A safe integer (2^53 is enough). */
export type Position = number;

/** An event as a decider makes it. `schemaVersion` defaults to the newest that the registry knows, else 1. */
export interface NewEvent {
  readonly type: string;
  readonly data: object;
  readonly schemaVersion?: number;
}

/** Where an event comes from. `occurredAt` is ISO 8601; `traceparent` is W3C Trace Context. */
export interface EventMetadata {
  readonly commandId: string;
  readonly correlationId: string;
  readonly causationId?: string;
  readonly actor?: string;
  readonly traceparent?: string;
  readonly occurredAt: string;
}

/** An event as the store gives it back. `streamPosition` counts from 1 within its stream. */
export interface RecordedEvent<T extends string = string, D = unknown> {
  readonly position: Position;
  readonly streamId: string;
  readonly streamPosition: number;
  readonly eventId: string;
  readonly type: T;
  readonly schemaVersion: number;
  readonly data: D;
  readonly metadata: EventMetadata;
  readonly recordedAt: string;
}

/** An event that is about to be appended, as inline read models see it: all but its position. */
export type PlannedEvent = Pick<RecordedEvent, 'streamId' | 'eventId' | 'type' | 'schemaVersion' | 'data' | 'metadata'>;

/** `orders.order-0190…` belongs to the stream type `orders.order`. */
export function streamTypeOf(streamId: string): string {
  const dash = streamId.indexOf('-');
  return dash < 0 ? streamId : streamId.slice(0, dash);
}

/** The name that travels on the wire: `orders.order.placed` of schema version 1 is `orders.order.placed.v1`. */
export function wireTypeOf(event: { type: string; schemaVersion: number }): string {
  return `${event.type}.v${event.schemaVersion}`;
}
