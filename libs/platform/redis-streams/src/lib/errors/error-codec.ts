import { HttpException } from '@nestjs/common';
import { RpcException } from '@nestjs/microservices';
import { FilteredError, NonRetryableError, rpcAnswer } from './handler-errors';
import {
  MalformedEntryError,
  NoHandlerError,
  RemoteError,
  RequestTimeoutError,
  TransportError,
  TransportUnavailableError,
} from './transport-errors';

/**
 * How errors travel, and which errors callers see. A house with an error family of its own gives its own codec to client
 * and server alike; what is not given stays as in `defaultErrors`.
 */
export interface ErrorCodec {
  /** An error as JSON, for the reply. Must not tell what callers may not know, such as a stack. */
  readonly toWire: (error: unknown) => unknown;
  /** The error that the caller gets for what `toWire` made. */
  readonly fromWire: (wire: unknown) => Error;
  readonly timeout: (pattern: string, timeoutMs: number) => Error;
  readonly unavailable: (cause: unknown) => Error;
  readonly noHandler: (pattern: string) => Error;
  /** True for an error with which no later try can succeed: such an event is a dead letter at once. */
  readonly isFinal: (error: unknown) => boolean;
  /** True for an error that is the handler's fault and belongs into the log. */
  readonly isDefect: (error: unknown) => boolean;
}

/** Statuses that speak of the message itself, such as those of ValidationPipe: it will not get better. */
const FINAL_STATUSES = [400, 413, 415, 422];

/**
 * Callers learn what was meant for them: the content of an RpcException, the response of an HttpException below 500, the
 * code of a transport error. Of everything else they learn "internal error".
 */
export const defaultErrors: ErrorCodec = {
  toWire: (error) => {
    if (error instanceof TransportError)
      return { code: error.code, message: error.message, retryable: error.retryable };
    if (error instanceof NonRetryableError) return { code: 'rpc', message: error.message, data: error.answer };
    if (error instanceof RpcException)
      return { code: 'rpc', message: error.message, data: rpcAnswer(error.getError()) };
    if (error instanceof FilteredError && !error.isAnonymous)
      return { code: 'rpc', message: error.message, data: error.thrown };
    if (isRefusal(error))
      return { code: `http.${error.getStatus()}`, message: error.message, data: error.getResponse() };
    return { code: 'internal', message: 'internal error', retryable: true };
  },
  fromWire: (wire) => {
    const { code, message, retryable, data } = wire as Partial<RemoteError>;
    return new RemoteError(String(code), String(message), retryable === true, data);
  },
  timeout: (pattern, timeoutMs) => new RequestTimeoutError(pattern, timeoutMs),
  unavailable: (cause) => new TransportUnavailableError('Redis did not take the message', { cause }),
  noHandler: (pattern) => new NoHandlerError(pattern),
  // Not what another service refused: its next release, or its next second, may say something else.
  isFinal: (error) =>
    error instanceof NonRetryableError ||
    error instanceof MalformedEntryError ||
    error instanceof NoHandlerError ||
    (isRefusal(error) && FINAL_STATUSES.includes(error.getStatus())),
  isDefect: (error) =>
    !(error instanceof RpcException) &&
    !(error instanceof TransportError) &&
    !(error instanceof FilteredError) &&
    !isRefusal(error),
};

function isRefusal(error: unknown): error is HttpException {
  return error instanceof HttpException && error.getStatus() < 500;
}
