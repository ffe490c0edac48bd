/** One wrong field of a request: `field` is a path (`lines.0.quantity`), `code` is stable, `message` is for people. */
export interface FieldError {
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

export interface DomainErrorOptions {
  readonly status?: number;
  readonly message?: string;
  readonly data?: Record<string, unknown>;
  readonly fieldErrors?: readonly FieldError[];
  /** True when the same request may succeed later: transports retry it, clients may too. */
  readonly retryable?: boolean;
  readonly cause?: unknown;
}

/**
 * A refusal that has a name: `code` (`context.snake_case`) is stable and part of the API, `data` is what a client needs
 * to act on it. Crosses process borders as problem+json and comes back as the same class of error.
 */
export class DomainError extends Error {
  readonly code: string;
  readonly status: number;
  readonly data: Record<string, unknown>;
  readonly fieldErrors: readonly FieldError[];
  readonly retryable: boolean;

  constructor(code: string, options: DomainErrorOptions = {}) {
    super(options.message ?? code, { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
    this.status = options.status ?? 409;
    this.data = options.data ?? {};
    this.fieldErrors = options.fieldErrors ?? [];
    this.retryable = options.retryable ?? false;
  }
}
