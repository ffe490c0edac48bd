import type { StreamEntry } from '../entry/stream-entry';
import type { AckTarget } from './acker';

/** The stream that entries came from: the shard itself, or the redriven dead letters of the group. */
export interface Source extends AckTarget {
  /** Everything of it that is delivered to us and not acknowledged, by id. */
  readonly held: Map<string, Held>;
}

/** An entry that this process holds: delivered to it, not acknowledged yet. */
export class Held {
  /** Failed tries so far. */
  failed = 0;
  /** It was pending when its owner died: it may be what killed it, so its start is noted down. */
  suspect = false;

  constructor(
    readonly source: Source,
    readonly id: string,
    /** Lane of the entry: its key; its id when it has none that could be read. */
    readonly lane: string,
    /** Undefined when it cannot be read: then `refusal` says why. */
    readonly entry: StreamEntry | undefined,
    /** Why it cannot be handled at all. */
    readonly refusal: unknown,
    readonly bytes: number,
  ) {}

  /** Its place in the order of its key, also when it was redriven. */
  get originalId(): string {
    return this.entry?.originalId ?? this.id;
  }
}
