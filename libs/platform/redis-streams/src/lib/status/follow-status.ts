import type { Redis } from 'ioredis';
import type { ReplaySubject } from 'rxjs';
import { ConnectionStatus } from './connection-status';

/** Translates the life of an ioredis connection into the status that Nest shows. */
export function followStatus(redis: Redis, status$: ReplaySubject<ConnectionStatus>): void {
  redis.on('ready', () => status$.next(ConnectionStatus.Connected));
  redis.on('reconnecting', () => status$.next(ConnectionStatus.Reconnecting));
  redis.on('end', () => status$.next(ConnectionStatus.Disconnected));
}
