import type { StreamEntry } from '../entry/stream-entry';
import type { MessageFacts } from './redis-streams.context';

/** Facts of an entry that cost nothing until they are asked for: most handlers look at none of them. */
export class EntryFacts implements MessageFacts {
  constructor(
    private readonly entry: StreamEntry,
    readonly attempt: number,
    readonly group: string,
    readonly consumer: string,
    readonly stream: string,
    readonly fence: number,
  ) {}

  get id(): string {
    return this.entry.originalId ?? this.entry.id;
  }

  get pattern(): string {
    return this.entry.pattern;
  }

  get key(): string {
    return this.entry.key;
  }

  get headers(): Readonly<Record<string, unknown>> {
    return this.entry.headers;
  }
}
