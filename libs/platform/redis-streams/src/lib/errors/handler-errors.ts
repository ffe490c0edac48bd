import { RpcException } from '@nestjs/microservices';
import { reasonOf } from '../consume/reason-of';

/**
 * Thrown by a handler, guard or pipe when no later try can succeed: the event is a dead letter at once, and a request is
 * answered with `error`. Nest's default filter passes it on as it is, so that it needs no filter of its own.
 */
export class NonRetryableError extends RpcException {
  constructor(error: string | object, options?: ErrorOptions) {
    super(error);
    if (options) this.cause = options.cause;
  }

  /** What the filter throws on: the error itself, with its class. */
  override getError(): this {
    return this;
  }

  /** What a caller is told. */
  get answer(): object {
    return rpcAnswer(super.getError());
  }
}

/** What Nest's default filter would tell a caller of an RpcException: text becomes `{ status, message }`. */
export function rpcAnswer(error: string | object): object {
  return typeof error === 'object' ? error : { status: 'error', message: error };
}

/**
 * A handler's error after an exception filter has replaced it by something that is no Error. Nest's default filter does so
 * with everything: an RpcException becomes its content, any other error a bare "Internal server error" (Nest has logged the
 * real one). StreamExceptionFilter keeps errors as they are.
 */
export class FilteredError extends Error {
  constructor(readonly thrown: unknown) {
    super(reasonOf(thrown));
    this.name = 'FilteredError';
  }

  /** True when the original is unknown here: neither its class nor its text came through. */
  get isAnonymous(): boolean {
    return this.message === 'Internal server error';
  }
}
