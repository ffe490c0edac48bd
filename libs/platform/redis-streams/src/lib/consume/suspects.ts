import type { Held } from './held';
import type { ShardState } from './shard-state';

/**
 * Finds the entry that takes its process down. What was pending when an owner died is noted in Redis as it begins; what had
 * begun when the next one died runs alone; and what has been there at `maxCrashes` deaths is refused. Entries beside it are
 * never counted to the end, since they end. Costs nothing while no process dies.
 */
export class Suspects {
  private readonly serious = new Map<Held, number>();

  constructor(
    private readonly state: ShardState,
    private readonly maxCrashes: number,
  ) {}

  /** True while there are entries that were running when a process died. */
  get any(): boolean {
    return this.serious.size > 0;
  }

  /** `started`: how often it had begun without coming to an end, besides the crash that made it a suspect. */
  add(held: Held, started: number): void {
    held.suspect = true;
    if (started > 0) this.serious.set(held, started);
  }

  /** Notes that it begins, or tells why it must not. */
  async begin(held: Held): Promise<Error | undefined> {
    const deaths = (this.serious.get(held) ?? 0) + 1;
    if (deaths >= this.maxCrashes && this.serious.has(held))
      return new Error(`${deaths} processes ended while they handled this entry`);
    await this.state.noteStart(held.id);
    return undefined;
  }

  /** It has failed, and the process lives: whatever it is, it is no killer. */
  failed(held: Held): void {
    if (held.suspect) void this.state.noteEnd(held.id).catch(() => undefined);
    this.clear(held);
  }

  /** It is done with, and so are its marks: they go with its acknowledgement. */
  clear(held: Held): void {
    if (this.serious.size > 0) this.serious.delete(held);
  }
}
