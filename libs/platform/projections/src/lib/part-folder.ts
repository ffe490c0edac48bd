import { setTimeout as delay } from 'node:timers/promises';
import type { EventRegistry, RecordedEvent } from '@mercury/platform/event-store';
import { isTransient } from './is-transient';
import type { PausedParts } from './paused-parts';
import type { Projection } from './projection';
import { PartPausedError } from './projection.errors';
import type { ProjectionWriter } from './projection-writer';

export interface PartFolderOptions {
  /** How often a page that fails by its own content is tried before its part pauses. Default 3. */
  readonly attempts?: number;
  /** Wait after the first failure; doubles. Default 50 ms. */
  readonly backoffMs?: number;
  readonly onFolded?: (events: number) => void;
}

/**
 * Folds pages of one projection, and keeps a poison event from stopping more than its own part: the page is retried, then
 * folded event by event up to the culprit, and the part pauses there with the reason in `es.paused_parts`. Events are raised
 * to their current shape here, so that one which is newer than this process is a culprit like any other.
 */
export class PartFolder {
  private skipped: Set<string> | undefined;

  constructor(
    private readonly projection: Projection,
    private readonly writer: ProjectionWriter,
    private readonly paused: PausedParts,
    private readonly registry: EventRegistry,
    private readonly options: PartFolderOptions = {},
  ) {}

  /** Throws PartPausedError when the part stands still, and transient errors as they are. */
  async fold(part: number, events: readonly RecordedEvent[], position: number, prev?: number): Promise<void> {
    if (await this.paused.isPaused(this.projection.name, part)) throw new PartPausedError(this.projection.name, part);
    const wanted = await this.wanted(events);
    const failure = await this.attempt(part, wanted, position, prev);
    if (failure !== undefined) {
      // Skips are decided elsewhere, by an administrator: this process may not have heard of the newest.
      this.skipped = undefined;
      await this.isolate(part, await this.wanted(events), position, prev);
    }
    this.options.onFolded?.(wanted.length);
  }

  private async wanted(events: readonly RecordedEvent[]): Promise<RecordedEvent[]> {
    this.skipped ??= await this.paused.skipped(this.projection.name);
    const skipped = this.skipped;
    return events.filter(({ type, eventId }) => this.projection.handles.includes(type) && !skipped.has(eventId));
  }

  private current(events: readonly RecordedEvent[]): RecordedEvent[] {
    return events.map((event) => this.registry.upcast(event));
  }

  private async attempt(
    part: number,
    events: readonly RecordedEvent[],
    position: number,
    prev?: number,
  ): Promise<unknown> {
    const { attempts = 3, backoffMs = 50 } = this.options;
    let failure: unknown;
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      if (attempt > 0) await delay(backoffMs * 2 ** (attempt - 1));
      try {
        await this.writer.writeLive(this.projection, part, this.current(events), position, prev);
        return undefined;
      } catch (error) {
        if (isTransient(error)) throw error;
        failure = error;
      }
    }
    return failure;
  }

  private async isolate(part: number, events: readonly RecordedEvent[], position: number, prev?: number) {
    let before = prev;
    for (const event of events) {
      try {
        await this.writer.writeLive(this.projection, part, this.current([event]), event.position, before);
        before = event.position;
      } catch (error) {
        if (isTransient(error)) throw error;
        await this.paused.pause(this.projection.name, part, event, error);
        throw new PartPausedError(this.projection.name, part);
      }
    }
    await this.writer.writeLive(this.projection, part, [], position, before);
  }
}
