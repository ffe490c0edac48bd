import { RpcException } from '@nestjs/microservices';
import {
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

/** An RpcException tells its content, everything else stays inside: callers get its code and "internal error". */
export const defaultErrors: ErrorCodec = {
  toWire: (error) => {
    if (error instanceof TransportError)
      return { code: error.code, message: error.message, retryable: error.retryable };
    if (error instanceof RpcException) return { code: 'rpc', message: error.message, data: error.getError() };
    return { code: 'internal', message: 'internal error' };
  },
  fromWire: (wire) => {
    const { code, message, retryable, data } = wire as Partial<RemoteError>;
    return new RemoteError(String(code), String(message), retryable === true, data);
  },
  timeout: (pattern, timeoutMs) => new RequestTimeoutError(pattern, timeoutMs),
  unavailable: (cause) => new TransportUnavailableError('Redis did not take the message', { cause }),
  noHandler: (pattern) => new NoHandlerError(pattern),
  isFinal: (error) => error instanceof TransportError && !error.retryable,
  isDefect: (error) => !(error instanceof RpcException) && !(error instanceof TransportError),
};
