import type { StockEvent } from '@mercury/catalog/contracts';
import { stockAggregate, type StockState } from '@mercury/catalog/domain';
import {
  AggregateRepository,
  VersionConflictError,
  type AppendResult,
  type EventStore,
  type Loaded,
  type StreamAppend,
} from '@mercury/platform/event-store';
import { writeStock } from './stock-read-model';

const ATTEMPTS = 8;

/** Decides over the stock of several variants and appends all of it or nothing. */
export class StockStreams {
  private readonly stock: AggregateRepository<StockState, StockEvent>;

  constructor(private readonly store: EventStore) {
    this.stock = new AggregateRepository<StockState, StockEvent>(store, stockAggregate);
  }

  /**
   * Loads, decides, appends. Who loses a race for a version loads again and decides again, a bounded number of times; the
   * store sorts the streams, so two holds over the same variants queue instead of dead-locking.
   */
  async decide(
    variantIds: readonly string[],
    commandId: string,
    decision: (stock: readonly Loaded<StockState>[]) => readonly (readonly StockEvent[])[],
  ): Promise<AppendResult> {
    for (let attempt = 1; ; attempt += 1) {
      const loaded = await Promise.all(variantIds.map((id) => this.stock.load(id)));
      const events = decision(loaded);
      const streams: StreamAppend[] = loaded.map(({ streamId, version }, index) => ({
        streamId,
        expectedVersion: version,
        events: events[index] ?? [],
      }));
      try {
        return await this.store.append(streams, { commandId, inline: writeStock });
      } catch (error) {
        if (!(error instanceof VersionConflictError) || attempt === ATTEMPTS) throw error;
      }
    }
  }
}
