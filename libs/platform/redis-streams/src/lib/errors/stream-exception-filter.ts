import { Catch, Optional, type ArgumentsHost, type HttpServer } from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';
import { BaseRpcExceptionFilter } from '@nestjs/microservices';
import { throwError, type Observable } from 'rxjs';
import { RedisStreamsContext } from '../context/redis-streams.context';

/**
 * Lets the transport see the errors of its handlers: with their class for `retry.nonRetryable`, and with their text and stack
 * for the dead letter. Nest's default filter replaces them by "Internal server error". Register it first, since Nest asks the
 * filters that were registered last before it: `app.useGlobalFilters(new StreamExceptionFilter())`.
 *
 * Messages of other transports, and HTTP, are answered as by Nest's default filters. For HTTP it needs the adapter, when the
 * filters of a hybrid application are its microservices' too (`inheritAppConfig`): `new StreamExceptionFilter(app.getHttpAdapter())`.
 */
@Catch()
export class StreamExceptionFilter extends BaseExceptionFilter {
  private readonly others = new BaseRpcExceptionFilter();

  constructor(@Optional() private readonly httpAdapter?: HttpServer) {
    super(httpAdapter);
  }

  override catch(error: unknown, host: ArgumentsHost): void | Observable<unknown> {
    if (host.getType() === 'rpc') {
      const isOurs = host.switchToRpc().getContext<unknown>() instanceof RedisStreamsContext;
      return isOurs ? throwError(() => error) : this.others.catch(error, host);
    }
    // A request without an answer would hang.
    if (!this.httpAdapter && !this.httpAdapterHost)
      throw new Error('For HTTP it must be new StreamExceptionFilter(app.getHttpAdapter())', { cause: error });
    super.catch(error, host);
  }
}
