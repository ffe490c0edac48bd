import { deterministicId } from '@mercury/shared/util-ids';
import type { AppendOptions } from './event-store';

/** Why a command runs: its id, from which event ids derive, and the thread of events that it continues. */
export type Cause = Pick<AppendOptions, 'commandId' | 'correlationId' | 'causationId'>;

/** A relayed event as its consumer gets it: the headers that the relay wrote, and where in the transport it lies. */
export interface CausingMessage {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly facts: { readonly stream: string; readonly id: string };
}

/**
 * The cause of a command that a process manager issues on an event. The command's id derives from the event and the `step`
 * taken on it: delivered again, or to two processes at once, it is the same command, and the store appends it once. Steps of
 * one event need names of their own. A message without an event id is known by its place in its stream.
 */
export function causeOf(step: string, { headers, facts }: CausingMessage): Cause {
  const eventId = String(headers['eventId'] ?? `${facts.stream}/${facts.id}`);
  const correlationId = headers['correlationId'];
  return {
    commandId: deterministicId(step, eventId),
    causationId: eventId,
    ...(typeof correlationId === 'string' && { correlationId }),
  };
}
