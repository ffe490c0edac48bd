import { DomainError } from '@mercury/platform/errors';

// Connection lost, resources short, server going down or starting, serialisation, deadlock, lock time-out.
const transientSqlStates = /^(08|53|57P|40|55P03|58|25P0[34])/;
const transientNetwork = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);
const transientMessages =
  /Connection (is closed|terminated)|Command timed out|max retries per request|timeout exceeded when trying to connect|writeable|LOADING|READONLY|MOVED|OOM command/i;

/** True when the same page may well succeed later, since its surroundings failed and not its content. */
export function isTransient(error: unknown): boolean {
  if (error instanceof DomainError) return error.retryable || error.status === 409;
  if (!(error instanceof Error)) return false;
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string' && (transientSqlStates.test(code) || transientNetwork.has(code))) return true;
  return transientMessages.test(error.message) || (error.cause !== undefined && isTransient(error.cause));
}
