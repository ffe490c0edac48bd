import { StoreRewoundError } from '../event-store.errors';
import type { Position } from '../events';
import type { Statements } from './statements';

const fenceStatement = { name: 'es-fence', text: 'SELECT head, array_to_json(holders) FROM es.head_and_fence()' };

interface PendingFence {
  readonly head: Position;
  readonly holders: readonly string[];
}

/**
 * The shared fence, reader's side: a position is safe once every transaction that held the fence when the position was the
 * head has ended. A fence is started at each poll and the newest one that has drained wins, so that a reader lags by the
 * longest append in flight and not by the sum of them. Nothing is skipped, and gaps need neither detection nor time-outs:
 * proof and measurements in the library's README.
 */
export class Fence {
  private pending: PendingFence[] = [];
  private current: Promise<Position> | undefined;
  private next: Promise<Position> | undefined;
  /** The highest position known to be safe. It never falls, but for a store that was restored to an older point. */
  safe: Position = 0;
  /** The last number that was drawn, as of the last look. */
  head: Position = 0;

  constructor(private readonly statements: Statements) {}

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

  private begin(): Promise<Position> {
    this.next = undefined;
    this.current = this.look();
    return this.current;
  }

  private async look(): Promise<Position> {
    const [row] = await this.statements.rows(fenceStatement, []);
    if (!row) return this.safe;
    const head = Number(row[0]);
    this.head = head;
    if (head < this.safe) this.refuseRewound(head);
    const holders = JSON.parse(row[1] ?? '[]') as string[];
    const running = new Set(holders);
    const drained = this.pending.filter((fence) => !fence.holders.some((holder) => running.has(holder)));
    this.safe = Math.max(this.safe, ...drained.map((fence) => fence.head), running.size === 0 ? head : 0);
    this.pending = this.pending.filter((fence) => fence.head > this.safe);
    if (running.size > 0 && head > this.safe) this.pending.push({ head, holders });
    return this.safe;
  }

  /** The next look begins anew; readers that stand beyond the head are refused by `PostgresEventStore.readAll`. */
  private refuseRewound(head: Position): never {
    const before = this.safe;
    this.safe = 0;
    this.pending = [];
    throw new StoreRewoundError(before, head);
  }
}
