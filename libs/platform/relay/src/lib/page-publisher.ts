import type { EventStore, Position } from '@mercury/platform/event-store';
import type { RelayState } from './relay-state';
import { batchesOf, relayedStreams } from './relayed-streams';
import type { ShardWriter } from './shard-writer';
import type { StreamLimits } from './stream-limits';

/**
 * Moves through the store page by page. A stream that is paused stays behind at a position of its own while the others go
 * on; when it may, it reads from there again, besides the live pages, until it has caught up.
 */
export class PagePublisher {
  /** Streams that are behind, and the position up to which each is complete. */
  private readonly behind = new Map<string, Position>();
  /** Up to here everything has been read; every stream that is not behind has all of it. */
  position: Position = 0;

  constructor(
    private readonly store: EventStore,
    private readonly state: RelayState,
    private readonly writer: ShardWriter,
    private readonly limits: StreamLimits,
    private readonly pageSize: number,
  ) {}

  /** Everything up to here is in every stream. */
  get safePosition(): Position {
    return Math.min(this.position, ...this.behind.values());
  }

  /** Where to begin: the saved mark, or further back where Redis has lost entries since. Throws HistoryDivergedError. */
  async resume(): Promise<void> {
    const ends = await this.writer.look(relayedStreams);
    const { scanned, published } = await this.state.load();
    const lost = [...published].map(([stream, position]) => ({ position, end: ends.get(stream) ?? position }));
    this.behind.clear();
    this.position = Math.min(scanned, ...lost.filter(({ end, position }) => end < position).map(({ end }) => end));
  }

  /** Publishes what is safe now, and a page of what is behind. Resolves to the number of events read. */
  async step(): Promise<number> {
    await this.limits.look();
    if (this.limits.memoryPause) return 0;
    const before = this.safePosition;
    const events = (await this.live()) + (await this.catchUp());
    if (this.safePosition > before || events > 0) await this.state.save(this.safePosition);
    return events;
  }

  private async live(): Promise<number> {
    const after = this.position;
    const page = await this.store.readAll({ after, limit: this.pageSize });
    if (page.position <= after) return 0;
    await this.publish(
      [...batchesOf(page.events)].filter(([stream]) => {
        if (this.limits.isPaused(stream) && !this.behind.has(stream)) this.behind.set(stream, after);
        return !this.behind.has(stream);
      }),
    );
    this.position = page.position;
    return page.events.length;
  }

  private async catchUp(): Promise<number> {
    const open = [...this.behind].filter(([stream]) => !this.limits.isPaused(stream));
    if (open.length === 0) return 0;
    const after = Math.min(...open.map(([, position]) => position));
    const page = await this.store.readAll({ after, limit: this.pageSize, upTo: this.position });
    const batches = batchesOf(page.events);
    await this.publish(
      open.map(([stream, from]) => [stream, (batches.get(stream) ?? []).filter(({ position }) => position > from)]),
    );
    for (const [stream, from] of open)
      if (page.position >= this.position) this.behind.delete(stream);
      else this.behind.set(stream, Math.max(from, page.position));
    return page.events.length;
  }

  /** Waits for all, so that nothing is under way any more when a failure is heard of. */
  private async publish(batches: readonly (readonly [string, Parameters<ShardWriter['write']>[1]])[]): Promise<void> {
    const outcomes = await Promise.allSettled(
      batches
        .filter(([, events]) => events.length > 0)
        .map(async ([stream, events]) => this.limits.noteLength(stream, await this.writer.write(stream, events))),
    );
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  }
}
