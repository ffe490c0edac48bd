import type { StreamEntry } from '../entry/stream-entry';
import type { Acker } from './acker';
import type { ReadableShard } from './group-reader';
import type { PoisonWard } from './poison-ward';
import type { ShardInboxOptions } from './shard-inbox';
import type { Slots } from './slots';

export interface LaneShardOptions extends ShardInboxOptions {
  readonly acker: Acker;
  readonly slots: Slots;
  readonly ward: PoisonWard;
  readonly handle: (entry: StreamEntry, attempt: number) => Promise<unknown>;
  readonly attempts: number;
  readonly baseMs: number;
  readonly capMs: number;
  readonly maxCrashes: number;
  readonly reclaimIdleMs: number;
  readonly isFinal: (error: unknown) => boolean;
  readonly hasRoom: (shard: ReadableShard) => void;
  /** Ends all waits of this shard when its ownership ends. */
  readonly closing: AbortController;
  /** Whether the lease still holds, by our own clock: a process that was frozen finds out here before it does anything. */
  readonly isOwner: () => boolean;
  /** The owner before us died or fell silent: what it held may be what killed it. */
  readonly afterCrash: boolean;
}
