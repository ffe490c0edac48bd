import type { EventVersion } from './event-registry';
import { object, type Fields } from './shapes';

/** A version that was released once and is not written any more, with the way to the version after it. */
export interface PastVersion {
  readonly type: string;
  readonly version: number;
  /** This version's data as the next version's: pure, total, never a look-up; sealed fields pass as they are. */
  readonly upcast: (data: never) => unknown;
}

/** The current shape of every event of a union `{ type, data }`; the compiler asks for each type and each field. */
export type CurrentShapes<Event extends { type: string; data: object }> = {
  readonly [Type in Event['type']]: Fields<Extract<Event, { type: Type }>['data']>;
};

/**
 * The event types of a context: the shapes that are written today, and the versions before them. A type's current version
 * is one more than its newest past version. Throws when a type has a past but no present.
 */
export function eventTypes<Event extends { type: string; data: object }>(
  current: CurrentShapes<Event>,
  past: readonly PastVersion[] = [],
): readonly EventVersion[] {
  for (const { type } of past) if (!(type in current)) throw new Error(`event ${type} has a past but no current shape`);
  const today = Object.entries(current).map(([type, fields]) => ({
    type,
    version: 1 + Math.max(0, ...past.filter((version) => version.type === type).map(({ version }) => version)),
    validate: object(fields as Fields<unknown>),
  }));
  return [...(past as readonly EventVersion[]), ...today];
}
