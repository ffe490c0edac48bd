import { IdentityRefusal } from '@mercury/identity/domain';
import { ConflictError } from '@mercury/platform/errors';

/** Runs a decision of the domain; its refusal becomes a conflict with the same code. */
export function deciding<T>(decision: () => T): T {
  try {
    return decision();
  } catch (error) {
    if (error instanceof IdentityRefusal) throw new ConflictError(error.code, { message: error.message, cause: error });
    throw error;
  }
}
