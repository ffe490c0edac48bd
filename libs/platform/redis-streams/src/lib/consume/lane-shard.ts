import type { RawEntry, StreamEntry } from '../entry/stream-entry';
import { backoffMs } from './backoff';
import type { Leader } from './dead-letters';
import { compareIds } from './durable-positions';
import type { ReadableShard } from './group-reader';
import type { Held } from './held';
import type { LaneShardOptions } from './lane-shard-options';
import { Lanes } from './lanes';
import { Runs } from './runs';
import { ShardInbox } from './shard-inbox';
import { Suspects } from './suspects';

const FETCH_AGAIN_MS = 200;

/** Handles the entries of one owned shard: at least once, in order for each key. Lives as long as the ownership. */
export class LaneShard implements ReadableShard {
  readonly stream: string;
  private readonly lanes = new Lanes<Held>((a, b) => compareIds(a.originalId, b.originalId) < 0);
  private readonly inbox: ShardInbox;
  private readonly suspects: Suspects;
  private takenOver = false;
  private runningAlone = false;
  private readonly runs: Runs;
  private full = false;

  constructor(private readonly options: LaneShardOptions) {
    this.stream = options.state.stream;
    this.inbox = new ShardInbox(this.lanes, options);
    this.suspects = new Suspects(options.state, options.maxCrashes);
    this.runs = new Runs(options.slots, options.closing.signal);
  }

  get inFlight(): number {
    return this.lanes.size;
  }

  /** Keys whose head waits for another try. */
  get blockedLanes(): number {
    return this.runs.resting;
  }

  get halted(): boolean {
    return this.options.ward.halted;
  }

  get isOwned(): boolean {
    return !this.stopped;
  }

  private get stopped(): boolean {
    return this.options.closing.signal.aborted || !this.options.isOwner();
  }

  room(): number {
    if (this.stopped || this.halted) return 0;
    const room = this.inbox.room();
    this.full = room === 0;
    return room;
  }

  take(entries: RawEntry[]): void {
    this.inbox.take(entries);
    this.pump();
  }

  async recover(): Promise<void> {
    const { state, counters } = this.options;
    const created = await state.ensureGroup();
    if (this.takenOver) {
      if (created) counters.groupsRemade += 1;
      counters.redelivered += await this.inbox.sweep();
      this.pump();
      return;
    }
    const { claimed, lost } = await state.claim(0);
    counters.lost += lost;
    if (this.options.afterCrash) counters.reclaimed += claimed;
    await state.forgetOthers();
    const memory = await state.recall();
    this.options.ward.recall(memory);
    await this.inbox.sweep((held) => {
      held.failed = memory.attempts.get(held.id) ?? 0;
      if (this.options.afterCrash) this.suspects.add(held, memory.started.get(held.id) ?? 0);
    });
    await this.inbox.open();
    this.takenOver = true;
    this.pump();
  }

  /** Every second: what operators have changed. */
  async look(): Promise<void> {
    if (this.stopped || !this.takenOver) return;
    const { ward, state, hasRoom } = this.options;
    const halt = ward.notedHalt;
    const { redriven, halted } = await state.look();
    if (redriven) await this.inbox.fetchRedriven();
    const resumed = !halted && ward.resume(halt);
    // Also what stood still while a lease was renewed late.
    this.pump();
    if (resumed) hasRoom(this);
  }

  /** Says that we are at work on what we hold, and takes up what a reader without a lease may have been given. */
  async beat(): Promise<void> {
    if (this.stopped || !this.takenOver) return;
    const { state, reclaimIdleMs, counters } = this.options;
    await this.inbox.beat();
    const { claimed, lost } = await state.claim(reclaimIdleMs);
    counters.lost += lost;
    if (claimed === 0) return;
    counters.reclaimed += await this.inbox.sweep();
    this.pump();
  }

  /** Everything up to this id is handled and acknowledged. */
  lowWaterMark(): string {
    return this.inbox.lowWaterMark();
  }

  /** Starts nothing more; resolves when what runs has ended, or after `drainMs`. The rest stays pending for the next owner. */
  async close(drainMs: number): Promise<void> {
    this.abandon();
    await this.runs.over(drainMs);
    await this.options.acker.flush();
  }

  /** The lease has gone: somebody else handles what is left. */
  abandon(): void {
    this.options.closing.abort();
  }

  private readonly pump = (): void => {
    if (this.suspects.any) {
      void this.pumpAlone();
      return;
    }
    while (!this.stopped && !this.halted && this.lanes.hasReady) {
      if (!this.options.slots.take(this.pump)) return;
      void this.begin(this.lanes.next() as Held);
    }
  };

  /** One at a time, with nothing else running in this process, until nothing is left that was running when one died. */
  private async pumpAlone(): Promise<void> {
    if (this.runningAlone) return;
    this.runningAlone = true;
    while (!this.stopped && !this.halted && this.suspects.any && this.lanes.hasReady) {
      await this.options.slots.takeAlone();
      const held = this.stopped ? undefined : this.lanes.next();
      if (held) await this.begin(held);
      else this.options.slots.release();
      await this.options.acker.flush();
    }
    this.runningAlone = false;
    if (!this.suspects.any) this.pump();
  }

  /** Runs the head of a lane. The common case goes without an await of its own: this is the hot path. */
  private begin(held: Held): Promise<void> {
    this.runs.begin();
    const leader = this.inbox.mayFollow(held) ? 'parked' : this.options.ward.leaderOf(held);
    return leader ? this.follow(held, leader) : this.start(held);
  }

  private start(held: Held): Promise<void> {
    if (held.refusal) return this.bury(held, held.refusal);
    return held.suspect ? this.beginSuspect(held) : this.invoke(held);
  }

  private async beginSuspect(held: Held): Promise<void> {
    const refusal = await this.suspects.begin(held).catch(this.options.onError);
    if (refusal) await this.bury(held, refusal);
    else await this.invoke(held);
  }

  private invoke(held: Held): Promise<void> {
    return this.options.handle(held.entry as StreamEntry, held.failed + 1).then(
      () => {
        this.options.counters.handled += 1;
        this.options.acker.add(held.source, held.id, held.failed > 0 || held.suspect);
        this.end(held);
      },
      (error: unknown) => this.failed(held, error),
    );
  }

  private async failed(held: Held, error: unknown): Promise<void> {
    const { attempts, redis, state, counters, isFinal, isOwner, onError } = this.options;
    held.failed += 1;
    counters.failed += 1;
    onError(error);
    // The lease has gone while it ran, and perhaps the fence refused it: whoever has the entry now counts tries of his own.
    if (!isOwner()) return this.end(held);
    this.suspects.failed(held);
    if (isFinal(error) || held.failed >= attempts) return this.bury(held, error);
    // The count survives this process; when Redis cannot take it now, this process still knows it.
    redis.hincrby(state.attemptsKey, held.id, 1).catch(() => undefined);
    await this.rest(backoffMs(held.failed, this.options));
    this.lanes.again(held.lane);
    this.pump();
  }

  private async bury(held: Held, error: unknown): Promise<void> {
    const outcome = await this.options.ward.bury(held, error);
    if (outcome !== 'ended') return this.comeBack(held);
    held.source.held.delete(held.id);
    this.end(held);
  }

  private async follow(held: Held, leader: Leader): Promise<void> {
    const { ward, onError } = this.options;
    const outcome = await ward.follow(held, leader);
    if (outcome === 'handedBack') return this.comeBack(held);
    if (outcome === 'ended') {
      held.source.held.delete(held.id);
      return this.end(held);
    }
    if (leader === 'older') return this.start(held);
    // Its key was redriven: what it followed comes before it, and the key counts as parked until that is here.
    const here = await this.inbox.fetchRedriven().catch(onError);
    if (here) ward.parked.delete(held.lane);
    return this.comeBack(held, here ? 0 : FETCH_AGAIN_MS);
  }

  /** The head is not done: it keeps its place, behind what must run before it. */
  private async comeBack(held: Held, afterMs = 0): Promise<void> {
    if (afterMs > 0) await this.rest(afterMs);
    else this.runs.end();
    this.lanes.giveWay(held.lane);
    this.pump();
  }

  /** The head of a lane waits, and holds up nothing but its lane. */
  private async rest(ms: number): Promise<void> {
    const rested = this.runs.rest(ms);
    this.pump();
    await rested;
  }

  private end(held: Held): void {
    this.inbox.ended(held);
    this.suspects.clear(held);
    this.lanes.done(held.lane);
    this.runs.end();
    this.pump();
    if (this.full && this.room() > 0) this.options.hasRoom(this);
    if (this.inbox.wantsRedriven && !this.stopped)
      void this.inbox.fetchRedriven().then(this.pump, this.options.onError);
  }
}
