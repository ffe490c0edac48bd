import { ConflictError, DomainError } from '@mercury/platform/errors';

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
