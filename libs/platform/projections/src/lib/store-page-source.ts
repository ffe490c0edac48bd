import { setTimeout as delay } from 'node:timers/promises';
import type { EventStore, RecordedEvent } from '@mercury/platform/event-store';
import type { PageSource, PartPage } from './page-source';
import { byPart } from './parts';

export interface StorePageSourceOptions {
  readonly store: EventStore;
  /** Event types that are folded; others are passed by unread. */
  readonly types: readonly string[];
  readonly parts: readonly number[];
  /** Where each part is now; a missing part is at 0. */
  readonly positions: () => Promise<ReadonlyMap<number, number>>;
  readonly onPage: (page: PartPage) => Promise<void>;
  readonly onError: (error: unknown) => void;
  readonly pageSize?: number;
  /** Wait between two looks. Default 250 ms. */
  readonly intervalMs?: number;
}

/**
 * Pages from the store itself, by fenced reading. Catches a projection up at start, moves the checkpoints of quiet parts,
 * fills holes, and keeps projections going while Redis is away. A part that rejects a page is left alone until the next look.
 */
export class StorePageSource implements PageSource {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  lastSuccessAt = 0;

  constructor(private readonly options: StorePageSourceOptions) {}

  start(): void {
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** Reads everything that is safe now, up to `upTo`, for all parts or for `only` one. */
  async catchUp({ upTo, only }: { upTo?: number; only?: number } = {}): Promise<void> {
    const known = await this.options.positions();
    const open = new Map(
      this.options.parts
        .filter((part) => only === undefined || part === only)
        .map((part) => [part, known.get(part) ?? 0]),
    );
    const { store, types, pageSize: limit = 2_000 } = this.options;
    let after = Math.min(...open.values());
    while (open.size > 0 && !this.stopping.signal.aborted) {
      const page = await store.readAll({ after, limit, upTo, types });
      if (page.position <= after) break;
      await this.hand(page.events, open);
      after = page.position;
    }
    // Quiet parts have seen everything up to here as well: without this, the next start would read it all again.
    for (const [part, position] of open)
      if (position < after) await this.give({ part, events: [], position: after, prev: position }, open);
    this.lastSuccessAt = Date.now();
  }

  private async hand(events: readonly RecordedEvent[], open: Map<number, number>): Promise<void> {
    for (const [part, batch] of byPart(events)) {
      const position = open.get(part);
      if (position === undefined) continue;
      const fresh = batch.filter((event) => event.position > position);
      const last = fresh.at(-1);
      if (last) await this.give({ part, events: fresh, position: last.position, prev: position }, open);
    }
  }

  private async give(page: PartPage, open: Map<number, number>): Promise<void> {
    try {
      await this.options.onPage(page);
      open.set(page.part, page.position);
    } catch (error) {
      open.delete(page.part);
      this.options.onError(error);
    }
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await this.catchUp().catch((error: unknown) => this.options.onError(error));
      await delay(this.options.intervalMs ?? 250, undefined, { signal }).catch(() => undefined);
    }
  }
}
