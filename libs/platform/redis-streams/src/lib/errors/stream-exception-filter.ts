import { Catch, type ArgumentsHost, type RpcExceptionFilter } from '@nestjs/common';
import { BaseRpcExceptionFilter } from '@nestjs/microservices';
import { throwError, type Observable } from 'rxjs';
import { RedisStreamsContext } from '../context/redis-streams.context';

/**
 * Lets the transport see the errors of its handlers: with their class for `retry.nonRetryable`, and with their text and stack
 * for the dead letter. Nest's default filter replaces them by "Internal server error". Messages of other transports are
 * answered as by that default filter. Register it first, since Nest asks the filters that were registered last before it:
 * `app.useGlobalFilters(new StreamExceptionFilter())`.
 */
@Catch()
export class StreamExceptionFilter implements RpcExceptionFilter {
  private readonly others = new BaseRpcExceptionFilter();

  catch(error: unknown, host: ArgumentsHost): Observable<unknown> {
    const isOurs = host.getType() === 'rpc' && host.switchToRpc().getContext<unknown>() instanceof RedisStreamsContext;
    return isOurs ? throwError(() => error) : this.others.catch(error, host);
  }
}
