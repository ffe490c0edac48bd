import { HttpErrorResponse } from '@angular/common/http';

/** One field that the server refused. */
export interface FieldProblem {
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

interface ProblemBody {
  readonly status?: number;
  readonly code?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly errors?: readonly FieldProblem[];
  readonly retryable?: boolean;
  readonly data?: Readonly<Record<string, unknown>>;
}

const OFFLINE = 'You seem to be offline. Check your connection and try again.';
const TROUBLE = 'Something went wrong on our side. Nothing was lost; try again in a moment.';

/**
 * What every failed request becomes: `code` (stable, `context.snake_case`) says what happened, `message` says it to the
 * shopper, `errors` names the fields. `network.unreachable` stands for no answer at all.
 */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly status: number;
  readonly code: string;
  readonly errors: readonly FieldProblem[];
  readonly data: Readonly<Record<string, unknown>>;
  readonly retryable: boolean;

  constructor(body: ProblemBody) {
    const status = body.status ?? 0;
    super(body.detail ?? (status === 0 ? OFFLINE : status >= 500 ? TROUBLE : (body.title ?? TROUBLE)));
    this.status = status;
    this.code = body.code ?? (status === 0 ? 'network.unreachable' : `http.${status}`);
    this.errors = body.errors ?? [];
    this.data = body.data ?? {};
    this.retryable = body.retryable ?? (status === 0 || status >= 502);
  }

  /** Any thrown value as a problem; a problem stays itself. */
  static from(error: unknown): ApiProblem {
    if (error instanceof ApiProblem) return error;
    if (error instanceof HttpErrorResponse) return new ApiProblem({ status: error.status, ...bodyOf(error.error) });
    if (error instanceof Error && error.name === 'TimeoutError') return new ApiProblem({ status: 504 });
    return new ApiProblem({ status: 500 });
  }
}

function bodyOf(body: unknown): ProblemBody {
  if (typeof body === 'string') {
    try {
      return bodyOf(JSON.parse(body));
    } catch {
      return {};
    }
  }
  return typeof body === 'object' && body !== null && 'code' in body ? (body as ProblemBody) : {};
}
