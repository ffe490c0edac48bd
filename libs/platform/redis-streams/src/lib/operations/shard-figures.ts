/** What a shard's stream is like. */
export interface ShardFigures {
  readonly topic: string;
  readonly shard: number;
  readonly entries: number;
  readonly bytes: number;
  /** The newest id that was ever in it; empty when there is no stream. */
  readonly lastId: string;
  /** The group that the trimmer waits for, and for how long it has been at one place; empty when nobody holds it. */
  readonly heldBy: string;
  readonly heldSeconds: number;
  readonly groups: readonly GroupFigures[];
}

/** Where a group is in one shard. */
export interface GroupFigures {
  readonly topic: string;
  readonly shard: number;
  readonly group: string;
  /** False when the trimmer waits for the group, and Redis has lost it. */
  readonly exists: boolean;
  /** Whether nothing is trimmed without its word. */
  readonly holdsTrim: boolean;
  readonly lastDeliveredId: string;
  /** Entries that were not delivered yet; at least so many when `lagIsFloor`. */
  readonly lag: number;
  readonly lagIsFloor: boolean;
  /** Delivered and not acknowledged. */
  readonly pending: number;
  /** Age of the oldest pending entry, by the time that it carries; 0 without one, or when it carries none. */
  readonly oldestPendingSeconds: number;
  readonly deadLetters: number;
  /** Redriven, and not handled yet. */
  readonly redriven: number;
  readonly parkedKeys: number;
  /** Why the shard stands still (`onPoison: 'halt-shard'`); empty when it does not. */
  readonly halted: string;
  /** The consumer that holds the lease; empty when nobody does. */
  readonly owner: string;
}
