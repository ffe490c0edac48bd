import { entryTime } from '../entry/entry-time';
import type { StreamEntry } from '../entry/stream-entry';
import { Buckets } from './buckets';
import { TransportCounters } from './transport-counters';

/** One message in so many is timed: two clock readings and a header to parse are a tenth of what the transport costs. */
export const TIMED_ONE_IN = 16;

type Handle = (entry: StreamEntry, attempt: number) => Promise<unknown>;

/** What has happened on one shard in this process since it began, over all times that it has owned it. */
export class ShardMeter {
  readonly counters = new TransportCounters();
  /** How long handlers took, in seconds. */
  readonly handlerSeconds = new Buckets();
  /** From when entries came into being until their handlers had ended well, in seconds. */
  readonly endToEndSeconds = new Buckets();
  private runs = 0;

  constructor(
    readonly topic: string,
    readonly shard: number,
  ) {}

  /** Runs a handler, and times some of its runs. */
  timed(handle: Handle): Handle {
    return (entry, attempt) => {
      this.runs += 1;
      return this.runs % TIMED_ONE_IN === 1 ? this.time(handle, entry, attempt) : handle(entry, attempt);
    };
  }

  private time(handle: Handle, entry: StreamEntry, attempt: number): Promise<unknown> {
    const startedAt = performance.now();
    const took = () => this.handlerSeconds.observe((performance.now() - startedAt) / 1_000);
    const result = handle(entry, attempt);
    result.then(
      () => {
        took();
        // A redriven entry has lain among the dead letters: its age says nothing of the transport.
        if (entry.originalId === undefined) this.noteAge(entry);
      },
      () => took(),
    );
    return result;
  }

  private noteAge(entry: StreamEntry): void {
    const at = timeOf(entry);
    if (at !== undefined) this.endToEndSeconds.observe(Math.max(0, Date.now() - at) / 1_000);
  }
}

/** The meters of all shards that this process has owned. */
export class ShardMeters {
  private readonly meters = new Map<string, ShardMeter>();

  of(topic: string, shard: number): ShardMeter {
    const name = `${topic}:${shard}`;
    let meter = this.meters.get(name);
    if (!meter) this.meters.set(name, (meter = new ShardMeter(topic, shard)));
    return meter;
  }

  get all(): readonly ShardMeter[] {
    return [...this.meters.values()];
  }

  /** The counters of all shards together. */
  total(): TransportCounters {
    const total = new TransportCounters();
    for (const { counters } of this.meters.values()) total.add(counters);
    return total;
  }
}

function timeOf(entry: StreamEntry): number | undefined {
  try {
    return entryTime(entry);
  } catch {
    // Malformed headers are the handler's to complain of.
    return undefined;
  }
}
