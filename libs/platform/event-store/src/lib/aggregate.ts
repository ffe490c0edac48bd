import type { AppendOptions, AppendResult, EventStore } from './event-store';

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

/** Load, decide, append: the three lines of every command handler. */
export class AggregateRepository<State, Event extends DomainEvent> {
  constructor(
    private readonly store: EventStore,
    private readonly aggregate: Aggregate<State, Event>,
  ) {}

  /** Folds the whole stream; an unknown id gives the initial state at version 0. */
  async load(id: string): Promise<Loaded<State>> {
    const streamId = this.streamId(id);
    const events = await this.store.readStream(streamId);
    const state = events.reduce(
      (folded, event) => this.aggregate.evolve(folded, event as unknown as Event),
      this.aggregate.initialState(),
    );
    return { id, streamId, version: events.at(-1)?.streamPosition ?? 0, state };
  }

  /** Appends what was decided on `loaded`. Throws VersionConflictError when the stream has moved since. */
  append(loaded: Loaded<State>, events: readonly Event[], options: AppendOptions): Promise<AppendResult> {
    return this.store.append({ streamId: loaded.streamId, expectedVersion: loaded.version, events }, options);
  }

  streamId(id: string): string {
    return `${this.aggregate.streamType}-${id}`;
  }
}
