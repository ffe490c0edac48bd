import { IdempotencyMismatchError, StreamArchivedError, VersionConflictError } from '../event-store.errors';
import type { PlannedStream } from '../plan-events';

interface PostgresError {
  readonly code?: string;
  readonly detail?: string;
  readonly constraint?: string;
}

/** True when the insert met an event of the same command: a retry that came with another expected version. */
export function isRepeatedEventId(error: unknown): boolean {
  const { code, constraint } = postgresError(error);
  return code === '23505' && constraint === 'events_id_uq';
}

/** True for any unique violation, of the store's own tables or of an inline read model's. */
export function isUniqueViolation(error: unknown): boolean {
  return postgresError(error).code === '23505';
}

/** PostgreSQL's refusals by our error codes, as the store's typed errors; anything else as it is. */
export function translateAppendError(error: unknown, planned: readonly PlannedStream[], commandId: string): unknown {
  const { code, detail } = postgresError(error);
  if (code === 'ES422') return new IdempotencyMismatchError(commandId);
  if (code !== 'ES409' && code !== 'ES410') return error;
  const { streamId, actual } = JSON.parse(detail ?? '{}') as { streamId: string; actual: number };
  if (code === 'ES410') return new StreamArchivedError(streamId);
  const stream = planned.find((entry) => entry.streamId === streamId);
  return new VersionConflictError(streamId, stream?.expectedVersion ?? 'any', actual);
}

/** MikroORM wraps the driver's error and copies its fields; older ones sit in `cause` or `previous`. */
function postgresError(error: unknown): PostgresError {
  let current: unknown = error;
  while (current instanceof Error) {
    const candidate = current as Error & PostgresError & { previous?: unknown };
    if (
      candidate.code &&
      (candidate.detail !== undefined || candidate.constraint !== undefined || candidate.code.startsWith('ES'))
    ) {
      return candidate;
    }
    current = candidate.cause ?? candidate.previous;
  }
  return {};
}
