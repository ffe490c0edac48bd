import { DomainError, type DomainErrorOptions, type FieldError } from './domain-error';

type Options = Omit<DomainErrorOptions, 'status'>;

/** The thing asked for does not exist, or the caller may not know that it does (404). */
export class NotFoundError extends DomainError {
  constructor(code: string, options: Options = {}) {
    super(code, { ...options, status: 404 });
  }
}

/** The state of the thing does not allow the command (409). */
export class ConflictError extends DomainError {
  constructor(code: string, options: Options = {}) {
    super(code, { ...options, status: 409 });
  }
}

/** The request is understood and wrong, field by field (422). */
export class ValidationError extends DomainError {
  constructor(fieldErrors: readonly FieldError[], code = 'request.invalid', message = 'Some fields are not valid') {
    super(code, { status: 422, fieldErrors, message });
  }
}

/** Nobody is signed in, or the session has ended (401). */
export class UnauthenticatedError extends DomainError {
  constructor(code = 'identity.unauthenticated', options: Options = {}) {
    super(code, { ...options, status: 401 });
  }
}

/** The caller is known and not allowed (403). */
export class ForbiddenError extends DomainError {
  constructor(code = 'identity.forbidden', options: Options = {}) {
    super(code, { ...options, status: 403 });
  }
}

/** Too many requests in a window (429); `data.retryAfterSeconds` says when to come back. */
export class TooManyRequestsError extends DomainError {
  constructor(code: string, retryAfterSeconds: number) {
    super(code, { status: 429, data: { retryAfterSeconds }, retryable: true, message: 'Too many requests' });
  }
}

/** A dependency does not answer (503); the same request may succeed later. */
export class UnavailableError extends DomainError {
  constructor(code: string, options: Options = {}) {
    super(code, { retryable: true, ...options, status: 503 });
  }
}

/** The deadline passed before the answer came (504). The command may still have happened: ask again with the same id. */
export class DeadlineExceededError extends DomainError {
  constructor(code = 'request.deadline_exceeded', options: Options = {}) {
    super(code, { retryable: true, ...options, status: 504 });
  }
}
