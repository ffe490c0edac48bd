import { ConflictError } from '@mercury/platform/errors';

/** Another process has moved this checkpoint: it owns the part now, and this one must stop and look again. */
export class CheckpointMovedError extends ConflictError {
  constructor(message: string) {
    super('projections.checkpoint_moved', { message, retryable: true });
  }
}

/** The live generation was built by another version of the code: it stands still until a replay. */
export class GenerationOutdatedError extends ConflictError {
  constructor(name: string, live: number, version: number) {
    super('projections.generation_outdated', {
      message: `${name}: the live rows are of version ${live}, the code is version ${version}: run "npx nx run worker:replay --projection=${name}"`,
      data: { live, version },
    });
  }
}

/** A part waits for an administrator, behind an event that could not be folded. */
export class PartPausedError extends ConflictError {
  constructor(name: string, part: number) {
    super('projections.part_paused', { message: `${name}: part ${part} is paused`, data: { part } });
  }
}

/** A replay of this projection runs elsewhere. */
export class ReplayRunningError extends ConflictError {
  constructor(name: string) {
    super('projections.replay_running', { message: `A replay of ${name} is running already` });
  }
}
