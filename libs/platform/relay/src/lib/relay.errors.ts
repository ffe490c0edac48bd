import { ConflictError, UnavailableError } from '@mercury/platform/errors';
import type { Position } from '@mercury/platform/event-store';

/** A stream ends before what was published to it (FLUSHALL, a restart without its tail): it is published again from there. */
export class LostEntriesError extends UnavailableError {
  constructor(readonly stream: string) {
    super('relay.lost_entries', { message: `${stream} has lost entries: publishing them again`, data: { stream } });
  }
}

/**
 * A stream ends with an event that the store does not hold: the store was restored to an older point, or this is the Redis
 * of another store. Publishing on would drop every new event that reuses a position, since Redis takes it for a repeat.
 */
export class HistoryDivergedError extends ConflictError {
  constructor(
    readonly stream: string,
    readonly position: Position,
  ) {
    super('relay.history_diverged', {
      message:
        `${stream} ends with position ${position}, whose event the store does not hold: the store was restored to an older ` +
        'point, or this Redis belongs to another one. Nothing is published. See "npx nx run worker:relay-reset -- --dry-run"',
      data: { stream, position },
    });
  }
}
