import { DomainError } from './domain-error';
import { DeadlineExceededError, UnavailableError } from './named-errors';
import { fromProblem, toProblem, type Problem } from './problem';

/**
 * How errors cross the transport: a DomainError comes back as the DomainError that it was, everything else as a bare 500.
 * Given to `RedisStreamsClient` and `RedisStreamsServer` as `errors`.
 */
export const problemCodec = {
  toWire: (error: unknown): unknown => toProblem(error),
  fromWire: (wire: unknown): Error => fromProblem(wire as Problem),
  timeout: (pattern: string, timeoutMs: number): Error =>
    new DeadlineExceededError('request.deadline_exceeded', {
      message: `${pattern} did not answer in ${timeoutMs} ms`,
      data: { pattern },
    }),
  unavailable: (cause: unknown): Error => new UnavailableError('request.redis_unavailable', { cause }),
  noHandler: (pattern: string): Error =>
    new UnavailableError('request.no_handler', { retryable: false, data: { pattern } }),
  isFinal: (error: unknown): boolean => error instanceof DomainError && !error.retryable,
  isDefect: (error: unknown): boolean => toProblem(error).status >= 500,
};
