import { setTimeout as delay } from 'node:timers/promises';
import { StoreRewoundError } from '../event-store.errors';
import type { Position } from '../events';
import type { Statements } from './statements';

/**
 * The head; who holds the fence; which history this is; the last event; and how far the server's log is written and flushed, in
 * bytes. A server that was started since, another database or another sequence may hold an older copy of the history. So does
 * one that recovered from the death of a single backend: its start time stays, but it discards its statistics.
 */
const fenceStatement = {
  name: 'es-fence',
  text: `SELECT head, array_to_json(holders),
                concat_ws('/', pg_postmaster_start_time(), pg_stat_get_bgwriter_stat_reset_time(), 'es.global_position_seq'::regclass::oid, current_database()),
                (SELECT max(global_position) FROM es.events),
                pg_current_wal_insert_lsn() - '0/0', pg_current_wal_flush_lsn() - '0/0'
           FROM es.head_and_fence()`,
};
/** Between two looks for the end of the appends that were under way when a reader began. */
const SETTLE_MS = 5;
/** Looks that wait for their holders. Any of them may be left out: readers then move on with the next one. */
const PENDING_AT_MOST = 1_000;
/** How long what was safe is taken for safe without another look: far shorter than a restore takes. */
const TRUSTED_MS = 1_000;

interface PendingFence {
  readonly head: Position;
  readonly holders: readonly string[];
  /** Where the server's log ended when the head was looked at. */
  readonly written: number;
}

/**
 * The shared fence, reader's side: a position is safe once every transaction that held the fence when the position was the
 * head has ended. A fence is started at each poll and the newest one that has drained wins, so that a reader lags by the
 * longest append in flight and not by the sum of them. Nothing is skipped, and gaps need neither detection nor time-outs:
 * proof and measurements in the library's README.
 *
 * A number must be durable, too: one that was drawn and rolled back is drawn again when the server crashes before its log is
 * flushed (a rollback does not wait for that), and a reader that stood there would pass over the second event. So readers stop
 * at the last event until the log is flushed up to where it ended when the head was seen: PostgreSQL's log writer does so
 * about every 200 ms.
 */
export class Fence {
  private pending: PendingFence[] = [];
  private current: Promise<Position> | undefined;
  private next: Promise<Position> | undefined;
  private history: string | null | undefined;
  private lookedAt = -Infinity;
  private safe: Position = 0;
  private underWay = false;
  /** The last number that was drawn, as of the last look. */
  head: Position = 0;

  /** `now`: milliseconds of a clock that only rises. */
  constructor(
    private readonly statements: Pick<Statements, 'rows'>,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** The highest position known to be safe, when that was found out a moment ago; else 0, and only a look can tell. */
  get known(): Position {
    return this.now() - this.lookedAt < TRUSTED_MS ? this.safe : 0;
  }

  /**
   * The highest safe position, as of a look that began after this call. One look at a time, shared by all who ask meanwhile:
   * an older look that came back after a newer one would take a transaction that it never saw for one that has ended.
   */
  poll(): Promise<Position> {
    this.next ??= (this.current ?? Promise.resolve(0)).then(
      () => this.begin(),
      () => this.begin(),
    );
    return this.next;
  }

  /**
   * As `poll`, but a reader that knows of nothing yet waits for the appends that are under way: it would take a store in use
   * for an empty one. They end within the server's time-outs.
   */
  async settled(): Promise<Position> {
    for (;;) {
      const safe = await this.poll();
      if (safe > 0 || this.head === 0 || !this.underWay) return safe;
      await delay(SETTLE_MS);
    }
  }

  private begin(): Promise<Position> {
    this.next = undefined;
    this.current = this.look();
    return this.current;
  }

  private async look(): Promise<Position> {
    const askedAt = this.now();
    const [row] = await this.statements.rows(fenceStatement, []);
    if (!row) return this.safe;
    const head = Number(row[0]);
    this.head = head;
    this.begun(row[2] ?? null, head);
    this.lookedAt = askedAt;
    const holders = JSON.parse(row[1] ?? '[]') as string[];
    const running = new Set(holders);
    const [last, written, flushed] = [Number(row[3] ?? 0), Number(row[4]), Number(row[5])];
    // Who holds the fence now may have drawn up to this head: it is pending with them, and with nobody it has drained. An
    // older look at the same head drains no later: nothing was drawn since.
    if (this.pending.at(-1)?.head !== head) this.pending.push({ head, holders, written });
    if (this.pending.length > PENDING_AT_MOST) this.pending.splice(PENDING_AT_MOST / 2, 1);
    const drained = this.pending.filter((fence) => !fence.holders.some((holder) => running.has(holder)));
    this.safe = Math.max(
      this.safe,
      ...drained.map((fence) => (fence.written <= flushed ? fence.head : Math.min(fence.head, last))),
    );
    this.underWay = running.size > 0;
    this.pending = this.pending.filter((fence) => fence.head > this.safe);
    return this.safe;
  }

  /**
   * In another history nothing that was found out before holds: numbers up to the old safe position may be drawn again, and
   * be under way. Readers that stand beyond the head are refused by `PostgresEventStore.readAll`. Throws StoreRewoundError
   * once when the new history is shorter.
   */
  private begun(history: string | null, head: Position): void {
    const before = this.safe;
    if (history === this.history && head >= before) return;
    this.history = history;
    this.safe = 0;
    this.pending = [];
    if (head < before) throw new StoreRewoundError(before, head);
  }
}
