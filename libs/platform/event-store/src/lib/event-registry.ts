import type { PlannedEvent, RecordedEvent } from './events';

/** A released version of an event type. `upcast` turns this version's data into the next version's: pure, never a lookup. */
export interface EventVersion {
  readonly type: string;
  readonly version: number;
  readonly validate?: (data: unknown) => void;
  readonly upcast?: (data: unknown) => unknown;
}

/**
 * Which event types exist, in which versions. Old events are raised to the current shape as they are read; a type that
 * was never registered counts as version 1 and passes as it is.
 */
export class EventRegistry {
  private readonly versions = new Map<string, Map<number, EventVersion>>();
  private readonly current = new Map<string, number>();

  register(entry: EventVersion): this {
    const known = this.versions.get(entry.type) ?? new Map<number, EventVersion>();
    if (known.has(entry.version)) throw new Error(`event ${entry.type} version ${entry.version} is registered twice`);
    this.versions.set(entry.type, known.set(entry.version, entry));
    this.current.set(entry.type, Math.max(entry.version, this.currentVersion(entry.type)));
    return this;
  }

  currentVersion(type: string): number {
    return this.current.get(type) ?? 1;
  }

  /** Throws what the type's validator throws: a malformed event never reaches the store. */
  validate(event: PlannedEvent): void {
    this.versions.get(event.type)?.get(event.schemaVersion)?.validate?.(event.data);
  }

  /** The event in its current shape. Throws on a version newer than this process knows, or a broken chain. */
  upcast(event: RecordedEvent): RecordedEvent {
    const current = this.currentVersion(event.type);
    if (event.schemaVersion === current) return event;
    if (event.schemaVersion > current)
      throw new Error(`${event.type} version ${event.schemaVersion} is newer than this process knows (${current})`);
    let data = event.data;
    for (let version = event.schemaVersion; version < current; version += 1) {
      const step = this.versions.get(event.type)?.get(version)?.upcast;
      if (!step) throw new Error(`${event.type} has no upcaster from version ${version}`);
      data = step(data);
    }
    return { ...event, schemaVersion: current, data };
  }
}
