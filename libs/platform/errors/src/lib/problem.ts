import { DomainError, type FieldError } from './domain-error';

/** RFC 9457 problem details, with our `code`, `errors` and `retryable` as extension members. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly instance?: string;
  readonly errors?: readonly FieldError[];
  readonly retryable?: boolean;
  readonly data?: Record<string, unknown>;
}

const titles: Record<number, string> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Conflict',
  410: 'Gone',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Not valid',
  429: 'Too many requests',
  500: 'Internal error',
  502: 'Bad gateway',
  503: 'Unavailable',
  504: 'Deadline exceeded',
};

/**
 * Any error as problem details. What is not a DomainError is a defect: it becomes a bare 500, and its message stays in
 * the logs, since it may hold what a stranger must not read.
 */
export function toProblem(error: unknown, instance?: string): Problem {
  const known = error instanceof DomainError ? error : new DomainError('internal', { status: 500 });
  return {
    type: `urn:mercury:problem:${known.code}`,
    title: titles[known.status] ?? 'Error',
    status: known.status,
    code: known.code,
    ...(known.message !== known.code && { detail: known.message }),
    ...(instance && { instance }),
    ...(known.fieldErrors.length > 0 && { errors: known.fieldErrors }),
    ...(known.retryable && { retryable: true }),
    ...(Object.keys(known.data).length > 0 && { data: known.data }),
  };
}

/** The inverse of `toProblem`: re-creates on this side of a wire the error that was thrown on the other. */
export function fromProblem(problem: Problem): DomainError {
  return new DomainError(problem.code, {
    status: problem.status,
    message: problem.detail ?? problem.code,
    data: problem.data,
    fieldErrors: problem.errors,
    retryable: problem.retryable ?? false,
  });
}
