import { parseEntry, type RawEntry } from '../entry/stream-entry';
import type { Acker } from './acker';
import { Held, type Source } from './held';

export interface EntryIntakeOptions {
  readonly acker: Acker;
  readonly isHandled: (pattern: string) => boolean;
  readonly unknownPattern: 'ignore' | 'dead-letter';
  readonly noHandler: (pattern: string) => Error;
}

/** Turns what Redis delivered into what the lanes hold. */
export class EntryIntake {
  constructor(private readonly options: EntryIntakeOptions) {}

  /** Undefined when we hold the entry already, or when it is none of this group's concern: that is acknowledged at once. */
  admit(source: Source, raw: RawEntry): Held | undefined {
    const [id] = raw;
    if (source.held.has(id)) return undefined;
    const held = this.read(source, raw);
    source.held.set(id, held);
    const { unknownPattern, isHandled, acker } = this.options;
    if (unknownPattern === 'ignore' && held.entry && !isHandled(held.entry.pattern)) {
      acker.add(source, id, false);
      return undefined;
    }
    return held;
  }

  private read(source: Source, raw: RawEntry): Held {
    const { unknownPattern, isHandled, noHandler } = this.options;
    try {
      const entry = parseEntry(raw);
      const refused = unknownPattern === 'dead-letter' && !isHandled(entry.pattern);
      return new Held(source, raw[0], entry.key, entry, refused ? noHandler(entry.pattern) : undefined, entry.bytes);
    } catch (error) {
      return new Held(source, raw[0], raw[0], undefined, error, 0);
    }
  }
}
