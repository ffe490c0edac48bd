/** A folded state, kept beside its stream. */
export interface Snapshot {
  readonly version: number;
  readonly state: unknown;
}

/**
 * Where snapshots are kept. They only save reading: they may be deleted at any time, and one whose schema is not the
 * reader's is never even parsed (protean #1362, akka #30234: an old snapshot that no longer loads stops the service).
 */
export abstract class SnapshotStore {
  /** The stream's snapshot, when it was written for this very `schema`. */
  abstract find(streamId: string, stateType: string, schema: string): Promise<Snapshot | undefined>;

  /** Keeps the newest: an older version than the one there is ignored. */
  abstract save(streamId: string, stateType: string, schema: string, snapshot: Snapshot): Promise<void>;
}
