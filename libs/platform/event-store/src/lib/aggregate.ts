import type { AppendOptions, AppendResult, EventStore } from './event-store';
import type { RecordedEvent } from './events';
import type { SnapshotStore } from './snapshots/snapshot-store';

type DomainEvent = { readonly type: string; readonly data: object };

/** How a stream folds into a state. `streamType` is `context.aggregate`, for example `orders.order`. */
export interface Aggregate<State, Event extends DomainEvent> {
  readonly streamType: string;
  readonly initialState: () => State;
  readonly evolve: (state: State, event: Event) => State;
}

/** A state and the version it was folded at: what the next append expects. */
export interface Loaded<State> {
  readonly id: string;
  readonly streamId: string;
  readonly version: number;
  readonly state: State;
}

/** For aggregates of many events. Most streams of a shop have 20 to 100, and need none of it. */
export interface SnapshotOptions {
  readonly store: SnapshotStore;
  /** Changes whenever `evolve` or the shape of the state does: snapshots of another schema are passed over. */
  readonly schema: string;
  /** A snapshot is written when an append crosses a multiple of this. Default 100. */
  readonly every?: number;
}

/** Load, decide, append: the three lines of every command handler. */
export class AggregateRepository<State, Event extends DomainEvent> {
  constructor(
    private readonly store: EventStore,
    private readonly aggregate: Aggregate<State, Event>,
    private readonly snapshots?: SnapshotOptions,
  ) {}

  /** Folds the stream, from its snapshot if it has a trustworthy one; an unknown id gives the initial state at version 0. */
  async load(id: string): Promise<Loaded<State>> {
    const streamId = this.streamId(id);
    return (
      (await this.fromSnapshot(id, streamId)) ??
      this.fold(id, streamId, this.aggregate.initialState(), 0, await this.store.readStream(streamId))
    );
  }

  /** Appends what was decided on `loaded`. Throws VersionConflictError when the stream has moved since. */
  async append(loaded: Loaded<State>, events: readonly Event[], options: AppendOptions): Promise<AppendResult> {
    const { streamId, version } = loaded;
    const result = await this.store.append({ streamId, expectedVersion: version, events }, options);
    if (this.snapshots && !result.duplicate) await this.snapshot(loaded, events);
    return result;
  }

  streamId(id: string): string {
    return `${this.aggregate.streamType}-${id}`;
  }

  private fold(id: string, streamId: string, state: State, version: number, events: readonly RecordedEvent[]) {
    const folded = events.reduce((sum, event) => this.aggregate.evolve(sum, event as unknown as Event), state);
    return { id, streamId, version: events.at(-1)?.streamPosition ?? version, state: folded };
  }

  /**
   * Reads on from the last event that the snapshot holds, that one included: when it is not there the stream is younger
   * than its snapshot (a restored backup), and the snapshot is worth nothing.
   */
  private async fromSnapshot(id: string, streamId: string): Promise<Loaded<State> | undefined> {
    if (!this.snapshots) return undefined;
    const { store, schema } = this.snapshots;
    const snapshot = await store.find(streamId, this.aggregate.streamType, schema).catch(() => undefined);
    if (!snapshot) return undefined;
    const [last, ...later] = await this.store.readStream(streamId, { afterVersion: snapshot.version - 1 });
    if (last?.streamPosition !== snapshot.version) return undefined;
    return this.fold(id, streamId, snapshot.state as State, snapshot.version, later);
  }

  /** After the commit, with the version that the state really has. A snapshot that fails is a snapshot that is missing. */
  private async snapshot({ streamId, version, state }: Loaded<State>, events: readonly Event[]): Promise<void> {
    const { store, schema, every = 100 } = this.snapshots as SnapshotOptions;
    const reached = version + events.length;
    if (Math.floor(reached / every) === Math.floor(version / every)) return;
    const folded = events.reduce((sum, event) => this.aggregate.evolve(sum, event), state);
    await store
      .save(streamId, this.aggregate.streamType, schema, { version: reached, state: folded })
      .catch(() => undefined);
  }
}
