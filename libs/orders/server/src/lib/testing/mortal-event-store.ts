import {
  PostgresEventStore,
  type AppendOptions,
  type AppendResult,
  type StreamAppend,
} from '@mercury/platform/event-store';

type Death = 'before' | 'after';

/** The real store of a process that dies once at a chosen event: before its append has happened, or just after it. */
export class MortalEventStore extends PostgresEventStore {
  private readonly deaths = new Map<string, Death>();
  readonly died: string[] = [];

  dieAt(eventType: string, when: Death): void {
    this.deaths.set(eventType, when);
  }

  override async append(
    streams: StreamAppend | readonly StreamAppend[],
    options: AppendOptions,
  ): Promise<AppendResult> {
    const events = [streams].flat().flatMap((stream) => (stream as StreamAppend).events);
    const type = events.map((event) => event.type).find((candidate) => this.deaths.has(candidate));
    const death = type && this.deaths.get(type);
    if (type && death) {
      this.deaths.delete(type);
      this.died.push(type);
    }
    if (death === 'before') throw new Error(`died before ${type}`);
    const result = await super.append(streams, options);
    if (death === 'after') throw new Error(`died after ${type}`);
    return result;
  }
}
