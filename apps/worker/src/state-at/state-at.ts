import { streamTypeOf, type EventRegistry, type EventStore, type RecordedEvent } from '@mercury/platform/event-store';
import type { AnyAggregate } from '../all-aggregates';
import type { StateAtArguments } from './arguments';

export interface StateAtSources {
  /** Gives events as they are stored: a store with an open registry. */
  readonly store: EventStore;
  /** Raises them to the shapes that the aggregates fold. */
  readonly registry: EventRegistry;
  readonly aggregates: readonly AnyAggregate[];
}

/** What the command prints. Either `state` or `events` is there. */
export interface StateAt {
  readonly stream: string;
  /** The version and the position of the last event that counts, and when it was recorded. */
  readonly version: number;
  readonly position: number;
  readonly at: string;
  readonly lastEvent: string;
  /** How far the stream is by now. */
  readonly newestVersion: number;
  readonly state?: unknown;
  readonly events?: readonly Omit<RecordedEvent, 'streamId'>[];
  /** Why there are events where a state was asked for. */
  readonly note?: string;
}

/**
 * The state of a stream as it was at a position of the store or at a version of the stream. Nothing is opened on the way:
 * sealed fields stay sealed. Throws one sentence when there was nothing to see.
 */
export async function stateAt(
  { store, registry, aggregates }: StateAtSources,
  { stream, position, version, events: listed }: StateAtArguments,
): Promise<StateAt> {
  const head = await store.head();
  if (position !== undefined && position > head)
    throw new Error(`The store ends at position ${head}: ${position} is still to come.`);
  const all = await store.readStream(stream);
  const events = upTo(stream, all, { position, version });
  const last = events.at(-1) as RecordedEvent;
  const found = {
    stream,
    version: last.streamPosition,
    position: last.position,
    at: last.recordedAt,
    lastEvent: last.type,
    newestVersion: all.length,
  };
  const asStored = events.map(({ streamId: _, ...event }) => event);
  if (listed) return { ...found, events: asStored };
  const aggregate = aggregates.find(({ streamType }) => streamType === streamTypeOf(stream));
  if (aggregate) return { ...found, state: fold(aggregate, registry, events) };
  const known = aggregates.map(({ streamType }) => streamType).join(', ');
  const note = `nothing folds streams of type ${streamTypeOf(stream)}: these are its events. States: ${known}`;
  return { ...found, note, events: asStored };
}

function upTo(
  stream: string,
  events: readonly RecordedEvent[],
  { position = Infinity, version }: Pick<StateAtArguments, 'position' | 'version'>,
): readonly RecordedEvent[] {
  const [first] = events;
  if (!first) throw new Error(`There is no stream ${stream}.`);
  if (position < first.position)
    throw new Error(`Stream ${stream} began at position ${first.position}: at ${position} it did not exist yet.`);
  if (version !== undefined && version > events.length)
    throw new Error(`Stream ${stream} is at version ${events.length}: there is no version ${version} yet.`);
  return events.filter((event) => event.position <= position && event.streamPosition <= (version ?? Infinity));
}

function fold(aggregate: AnyAggregate, registry: EventRegistry, events: readonly RecordedEvent[]): unknown {
  let state = aggregate.initialState();
  for (const event of events) state = aggregate.evolve(state as never, registry.upcast(event) as never);
  return state;
}
