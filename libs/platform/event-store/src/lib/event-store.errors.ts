import { ConflictError, DomainError } from '@mercury/platform/errors';
import type { Flaw } from './shapes';

/** Somebody else appended first: load again, decide again. */
export class VersionConflictError extends ConflictError {
  constructor(
    readonly streamId: string,
    readonly expected: number | 'any',
    readonly actual: number,
  ) {
    super('event_store.version_conflict', {
      message: `Stream ${streamId} is at version ${actual}, not ${expected}`,
      data: { streamId, expected, actual },
      retryable: true,
    });
  }
}

/** The same command id with other events: a defect of the caller, or a reused key. */
export class IdempotencyMismatchError extends DomainError {
  constructor(readonly commandId: string) {
    super('event_store.idempotency_mismatch', {
      status: 422,
      message: 'This command was executed before with other content',
    });
  }
}

/** The stream has ended: nothing can be appended to it. */
export class StreamArchivedError extends ConflictError {
  constructor(readonly streamId: string) {
    super('event_store.stream_archived', { message: `Stream ${streamId} is archived` });
  }
}

/** An event whose data is not what its type says: a defect of the program, stopped before it becomes history. */
export class InvalidEventError extends DomainError {
  constructor(
    readonly eventType: string,
    readonly version: number,
    { path, expected }: Flaw,
  ) {
    super('event_store.invalid_event', {
      status: 500,
      message: `Event ${eventType} version ${version}: ${path || 'its data'} must be ${expected}`,
      data: { eventType, version, path },
    });
  }
}

/** A type, or a version of it, that this process has not been told of: it can neither write nor understand it. */
export class UnknownEventError extends DomainError {
  constructor(
    readonly eventType: string,
    readonly version: number,
    reason: string,
  ) {
    super('event_store.unknown_event', {
      status: 500,
      message: `Event ${eventType} version ${version} is unknown: ${reason}`,
      data: { eventType, version },
    });
  }
}

/**
 * The end of the store lies before a position that was read from it earlier: it was restored to an older point, and what
 * this reader remembers belongs to a history that is gone. New events will reuse its positions. The relay's README says
 * how to put that right.
 */
export class StoreRewoundError extends ConflictError {
  constructor(
    readonly position: number,
    readonly head: number,
  ) {
    super('event_store.rewound', {
      message: `The event store ends at ${head}, but was read up to ${position} before: it was restored to an older point. See "npx nx run worker:relay-reset -- --dry-run"`,
      data: { position, head },
    });
  }
}
