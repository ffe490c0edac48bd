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
  private stopped = false;

  constructor(
    private readonly redis: Redis,
    private readonly window: number,
    private readonly delayMs: number,
    /** All shards live on one server. */
    private readonly together: boolean,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** `marked`: the entry has marks that must go with it. */
  add(target: AckTarget, id: string, marked: boolean): void {
    // A handler that outlived the drain: its entry is the next owner's.
    if (this.stopped) return;
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
    const sent = this.together ? this.sendTogether(batch) : this.sendEach(batch);
    this.flushing = Promise.all([this.flushing, sent]).then(() => undefined);
    return sent;
  }

  /** One write to the socket for all shards: a write costs more than the command in it. */
  private async sendTogether(batch: readonly [AckTarget, Finished][]): Promise<void> {
    const pipeline = this.redis.pipeline();
    for (const [{ stream, group }, { ids }] of batch) pipeline.xack(stream, group, ...ids);
    for (const [{ marks }, { forget }] of batch)
      if (forget.length > 0) for (const mark of marks) pipeline.hdel(mark, ...forget);
    const answers = (await pipeline.exec().catch(() => undefined)) ?? [];
    for (const [index, [target, finished]] of batch.entries()) {
      const [error, taken] = answers[index] ?? [new Error('Redis did not take an acknowledgement'), 0];
      this.settle(target, finished, error, Number(taken));
    }
  }

  /** On a Cluster the shards live on different nodes. */
  private async sendEach(batch: readonly [AckTarget, Finished][]): Promise<void> {
    const send = async ([target, finished]: [AckTarget, Finished]) => {
      const { ids, forget } = finished;
      try {
        const [taken] = await Promise.all([
          this.redis.xack(target.stream, target.group, ...ids),
          ...(forget.length > 0 ? target.marks.map((mark) => this.redis.hdel(mark, ...forget)) : []),
        ]);
        this.settle(target, finished, null, Number(taken));
      } catch (error) {
        this.settle(target, finished, error, 0);
      }
    };
    await Promise.all(batch.map(send));
  }

  private settle(target: AckTarget, { ids, forget }: Finished, error: unknown, taken: number): void {
    if (!error) {
      target.acknowledged(ids, taken < ids.length);
      return;
    }
    this.onError(error);
    for (const id of ids) this.add(target, id, forget.includes(id));
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
