import type { Redis } from 'ioredis';
import type { Answer } from './answer';
import type { StreamsArguments } from './arguments';
import * as dlq from './commands/dlq';
import { groups, resume, retire } from './commands/groups';
import { lag } from './commands/lag';
import { pending } from './commands/pending';
import { trim } from './commands/trim';
import { withPositions } from './positions';

export interface StreamsServers {
  readonly redis: Redis;
  readonly databaseUrl: string;
}

/** Does what the command line asks for. Throws OperationError on what is not there or must not be done. */
export function runCommand(
  { redis, databaseUrl }: StreamsServers,
  wanted: StreamsArguments,
  say: (line: string) => void,
): Promise<Answer> {
  switch (wanted.command) {
    case 'lag':
      return lag(redis, wanted);
    case 'pending':
      return pending(redis, wanted);
    case 'groups':
      return groups(redis, wanted);
    case 'groups retire':
      return withPositions(databaseUrl, (positions) => retire(redis, wanted, positions));
    case 'groups resume':
      return resume(redis, wanted);
    case 'dlq ls':
      return dlq.list(redis, wanted);
    case 'dlq show':
      return dlq.show(redis, wanted);
    case 'dlq redrive':
      return dlq.redrive(redis, wanted, say);
    case 'dlq drop':
      return dlq.drop(redis, wanted);
    case 'trim':
      return withPositions(databaseUrl, (positions) => trim(redis, wanted, positions));
  }
}
