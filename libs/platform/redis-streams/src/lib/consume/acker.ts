import type { Redis } from 'ioredis';

const AGAIN = { baseMs: 100, capMs: 1_000 };

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
 * comes again, so the window bounds the duplicates. What Redis did not take is sent again, all together and after a pause that
 * grows: a Redis that refuses (NOREPLICAS, MISCONF) does so at once, and for as long as its trouble lasts.
 */
export class Acker {
  private readonly waiting = new Map<AckTarget, Finished>();
  private count = 0;
  private timer: NodeJS.Timeout | undefined;
  private readonly refused = new Map<AckTarget, Finished>();
  private refusals = 0;
  private againTimer: NodeJS.Timeout | undefined;
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
    const finished = finishedOf(this.waiting, target);
    finished.ids.push(id);
    if (marked) finished.forget.push(id);
    this.count += 1;
    if (this.count >= this.window) void this.send();
    else this.timer ??= setTimeout(() => void this.send(), this.delayMs);
  }

  /** Sends what is there, also what was refused. Resolves when Redis has answered; never rejects. */
  flush(): Promise<void> {
    clearTimeout(this.againTimer);
    this.againTimer = undefined;
    for (const [target, finished] of this.refused) {
      moveTo(finishedOf(this.waiting, target), finished);
      this.count += finished.ids.length;
    }
    this.refused.clear();
    return this.send();
  }

  private send(): Promise<void> {
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
    const answers = await pipeline.exec().catch((cause: Error) => batch.map((): [Error, unknown] => [cause, 0]));
    for (const [index, [target, finished]] of batch.entries()) {
      const [error, taken] = answers?.[index] ?? [new Error('Redis did not take an acknowledgement'), 0];
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

  private settle(target: AckTarget, finished: Finished, error: unknown, taken: number): void {
    if (!error) {
      if (this.refused.size === 0) this.refusals = 0;
      target.acknowledged(finished.ids, taken < finished.ids.length);
      return;
    }
    this.onError(error);
    if (this.stopped) return;
    moveTo(finishedOf(this.refused, target), finished);
    if (this.againTimer) return;
    this.againTimer = setTimeout(() => void this.flush(), Math.min(AGAIN.capMs, AGAIN.baseMs * 2 ** this.refusals));
    this.refusals += 1;
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    clearTimeout(this.againTimer);
    this.timer = this.againTimer = undefined;
  }
}

function finishedOf(all: Map<AckTarget, Finished>, target: AckTarget): Finished {
  let finished = all.get(target);
  if (!finished) all.set(target, (finished = { ids: [], forget: [] }));
  return finished;
}

function moveTo(finished: Finished, { ids, forget }: Finished): void {
  for (const id of ids) finished.ids.push(id);
  for (const id of forget) finished.forget.push(id);
}
