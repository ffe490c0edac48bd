import type { Redis } from 'ioredis';

interface Finished {
  readonly ids: string[];
  readonly forget: string[];
}

/** Where acknowledgements of one shard go. */
export interface AckTarget {
  readonly stream: string;
  readonly group: string;
  /** Hashes that hold marks of an entry (failed tries, starts), for entries that have any. */
  readonly marks: readonly string[];
  /** Redis has taken the acknowledgement. `missing`: fewer were pending than were sent, so the group may be gone. */
  readonly acknowledged: (ids: readonly string[], missing: boolean) => void;
}

/**
 * Acknowledges in batches: after `window` entries, or `delayMs` later. What is not acknowledged yet when the process dies
 * comes again, so the window bounds the duplicates. A batch that Redis did not take is sent again with the next.
 */
export class Acker {
  private readonly waiting = new Map<AckTarget, Finished>();
  private count = 0;
  private timer: NodeJS.Timeout | undefined;
  private flushing: Promise<void> = Promise.resolve();

  constructor(
    private readonly redis: Redis,
    private readonly window: number,
    private readonly delayMs: number,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** `marked`: the entry has marks that must go with it. */
  add(target: AckTarget, id: string, marked: boolean): void {
    let finished = this.waiting.get(target);
    if (!finished) this.waiting.set(target, (finished = { ids: [], forget: [] }));
    finished.ids.push(id);
    if (marked) finished.forget.push(id);
    this.count += 1;
    if (this.count >= this.window) void this.flush();
    else this.timer ??= setTimeout(() => void this.flush(), this.delayMs);
  }

  /** Sends what is there. Resolves when Redis has answered; never rejects. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.count === 0) return this.flushing;
    const batch = [...this.waiting];
    this.waiting.clear();
    this.count = 0;
    // Acknowledgements need no order, so batches need not wait for each other.
    const sent = Promise.all(batch.map(([target, finished]) => this.send(target, finished))).then(() => undefined);
    this.flushing = Promise.all([this.flushing, sent]).then(() => undefined);
    return sent;
  }

  private async send(target: AckTarget, { ids, forget }: Finished): Promise<void> {
    try {
      const [taken] = await Promise.all([
        this.redis.xack(target.stream, target.group, ...ids),
        ...(forget.length > 0 ? target.marks.map((mark) => this.redis.hdel(mark, ...forget)) : []),
      ]);
      target.acknowledged(ids, Number(taken) < ids.length);
    } catch (error) {
      this.onError(error);
      for (const id of ids) this.add(target, id, forget.includes(id));
    }
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
