import { InvalidEventError, UnknownEventError } from './event-store.errors';
import type { NewEvent, RecordedEvent } from './events';
import type { Validator } from './shapes';

/**
 * A released version of an event type. The newest has a validator; each older one has `upcast`, which turns its data into
 * the next version's: pure, never a look-up.
 */
export interface EventVersion {
  readonly type: string;
  readonly version: number;
  readonly validate?: Validator;
  readonly upcast?: (data: never) => unknown;
}

interface KnownType {
  current: number;
  readonly versions: Map<number, EventVersion>;
}

/**
 * Which event types exist, in which versions, and what each must hold. Events are checked before they are appended, and old
 * ones are raised to the current shape when they are read. A registry of nothing is open: it lets every event pass as it is,
 * for specs and tools that bring types of their own. Any other is closed: what it does not know is an error.
 */
export class EventRegistry {
  private readonly known = new Map<string, KnownType>();

  constructor(types: readonly EventVersion[] = []) {
    for (const type of types) this.register(type);
  }

  register(entry: EventVersion): this {
    const known = this.known.get(entry.type) ?? { current: 0, versions: new Map<number, EventVersion>() };
    if (known.versions.has(entry.version))
      throw new Error(`event ${entry.type} version ${entry.version} is registered twice`);
    known.versions.set(entry.version, entry);
    known.current = Math.max(known.current, entry.version);
    this.known.set(entry.type, known);
    return this;
  }

  get open(): boolean {
    return this.known.size === 0;
  }

  /** Every registered version of every type. */
  get versions(): readonly EventVersion[] {
    return [...this.known.values()].flatMap(({ versions }) => [...versions.values()]);
  }

  /** The version that is written today; 1 for a type that is not registered. */
  currentVersion(type: string): number {
    return this.known.get(type)?.current ?? 1;
  }

  /**
   * Throws InvalidEventError on malformed data and UnknownEventError on a type or version that is not registered. Called by
   * every append. `schemaVersion` is the current one unless the event says otherwise.
   */
  validate({
    type,
    data,
    schemaVersion = this.currentVersion(type),
  }: Pick<NewEvent, 'type' | 'schemaVersion'> & { data: unknown }): void {
    const known = this.known.get(type);
    if (!known && this.open) return;
    const raised = schemaVersion === known?.current ? data : this.raise(type, schemaVersion, data);
    const flaw = known?.versions.get(known.current)?.validate?.(raised);
    if (flaw) throw new InvalidEventError(type, schemaVersion, flaw);
  }

  /** The event in its current shape: the very same object when it has that already. Throws UnknownEventError. */
  upcast(event: RecordedEvent): RecordedEvent {
    const known = this.known.get(event.type);
    if (known ? event.schemaVersion === known.current : this.open) return event;
    const data = this.raise(event.type, event.schemaVersion, event.data);
    // By name: a spread would leave the getters of a stored event behind.
    const { metadata, recordedAt } = event;
    return { ...event, metadata, recordedAt, schemaVersion: known?.current as number, data };
  }

  private raise(type: string, from: number, data: unknown): unknown {
    const known = this.known.get(type);
    if (!known) throw new UnknownEventError(type, from, 'no such type is registered');
    if (from > known.current) throw new UnknownEventError(type, from, `the newest known here is ${known.current}`);
    let raised = data;
    for (let version = from; version < known.current; version += 1) {
      const step = known.versions.get(version)?.upcast;
      if (!step) throw new UnknownEventError(type, from, `nothing leads on from version ${version}`);
      raised = step(raised as never);
    }
    return raised;
  }
}
