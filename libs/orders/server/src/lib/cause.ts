import type { AppendOptions } from '@mercury/platform/event-store';
import type { RedisStreamsContext } from '@mercury/platform/redis-streams';
import { deterministicId } from '@mercury/shared/util-ids';

/** Why a command runs: its id, from which event ids derive, and the thread of events that it continues. */
export type Cause = Pick<AppendOptions, 'commandId' | 'correlationId' | 'causationId'>;

/** A step that an event causes. Its command id derives from the event: delivered again, it is the same command. */
export function causeOf(step: string, { headers, facts }: RedisStreamsContext): Cause {
  const eventId = String(headers['eventId'] ?? `${facts.stream}/${facts.id}`);
  const correlationId = headers['correlationId'];
  return {
    commandId: deterministicId(step, eventId),
    causationId: eventId,
    ...(typeof correlationId === 'string' && { correlationId }),
  };
}
