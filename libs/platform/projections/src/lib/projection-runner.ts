import { setTimeout as delay } from 'node:timers/promises';
import { UnavailableError } from '@mercury/platform/errors';
import type { EventStore } from '@mercury/platform/event-store';
import { handledTypes } from './handled-types';
import { refuseForeignEvents } from './known-event';
import type { PageSource, PartPage } from './page-source';
import { PartFolder, type PartFolderOptions } from './part-folder';
import { partsOf } from './parts';
import type { PausedParts } from './paused-parts';
import type { Projection } from './projection';
import { CheckpointMovedError, GenerationOutdatedError, PartPausedError } from './projection.errors';
import type { ProjectionWriter } from './projection-writer';
import { StorePageSource } from './store-page-source';
import { StreamPageSource } from './stream-page-source';

const LOOK_AGAIN_MS = 1_000;

export interface ProjectionRunnerOptions extends PartFolderOptions {
  /** Absent: the store is polled instead of the streams. */
  readonly redisUrl?: string;
  readonly onError: (projection: string, error: unknown) => void;
  /** How often the store is read besides the streams. Default 10,000 ms with streams, 100 ms without. */
  readonly storeIntervalMs?: number;
}

/**
 * Keeps one projection up to date: from the streams, each shard serially by one process at a time, and from the store at
 * start, through holes, and while Redis is away. Both may offer the same event: the checkpoint takes it once.
 */
export class ProjectionRunner {
  private readonly folder: PartFolder;
  private readonly store: StorePageSource;
  private readonly streams: PageSource[];
  private readonly stopping = new AbortController();

  constructor(
    readonly projection: Projection,
    private readonly writer: ProjectionWriter,
    private readonly paused: PausedParts,
    store: EventStore,
    private readonly options: ProjectionRunnerOptions,
  ) {
    const { redisUrl, storeIntervalMs } = options;
    this.folder = new PartFolder(projection, writer, paused, store.registry, options);
    this.store = new StorePageSource({
      store,
      types: handledTypes(projection),
      parts: partsOf(projection.topics),
      positions: () => writer.livePositions(projection),
      onPage: ({ part, events, position, prev }) => this.folder.fold(part, events, position, prev),
      onError: (error) => this.report(error),
      intervalMs: storeIntervalMs ?? (redisUrl ? 10_000 : 100),
    });
    this.streams = redisUrl ? projection.topics.map((topic) => this.streamSource(redisUrl, topic)) : [];
  }

  /** Makes the projection's first tables and starts reading: the store's own loop begins with the catch-up. */
  async start(): Promise<void> {
    await this.writer.install(this.projection);
    for (const source of [this.store, ...this.streams]) source.start();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all([this.store, ...this.streams].map((source) => source.stop()));
  }

  /** Reads everything that is safe now from the store, once. For tests and commands. */
  async catchUp(): Promise<void> {
    await this.store.catchUp();
  }

  /** When the fastest of its sources last worked. */
  get lastSuccessAt(): number {
    return Math.max(this.store.lastSuccessAt, ...this.streams.map(({ lastSuccessAt }) => lastSuccessAt));
  }

  private streamSource(redisUrl: string, topic: Projection['topics'][number]): PageSource {
    return new StreamPageSource({
      redisUrl,
      topic,
      group: `projection.${this.projection.name}`,
      positionOf: (part) => this.writer.livePosition(this.projection, part),
      onPage: (page) => this.foldStreamPage(page),
      onError: (error) => this.report(error),
    });
  }

  private async foldStreamPage({ part, events, position, prev }: PartPage): Promise<void> {
    try {
      const checkpoint = await this.writer.livePosition(this.projection, part);
      if (position <= checkpoint) return;
      await refuseForeignEvents(this.writer.em.fork(), events);
      // The entry before our first one is beyond what we have folded: it was trimmed or lost in Redis, so ask the store.
      if (prev !== undefined && prev > checkpoint) await this.fillHole(part, prev);
      await this.folder.fold(part, events, position, prev);
    } catch (error) {
      if (error instanceof PartPausedError) await this.untilResumed(part);
      if (error instanceof GenerationOutdatedError) await this.untilReplayed();
      throw error;
    }
  }

  private async fillHole(part: number, upTo: number): Promise<void> {
    await this.store.catchUp({ upTo, only: part });
    if (await this.paused.isPaused(this.projection.name, part)) throw new PartPausedError(this.projection.name, part);
    if ((await this.writer.livePosition(this.projection, part)) < upTo)
      throw new UnavailableError('projections.hole', { message: `part ${part} could not be filled up to ${upTo}` });
  }

  /** The shard stays ours and quiet while it is paused: the others go on. */
  private async untilResumed(part: number): Promise<void> {
    while (!this.stopping.signal.aborted && (await this.paused.isPaused(this.projection.name, part)))
      await this.pause();
  }

  private async untilReplayed(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      if ((await this.writer.live(this.projection))?.version === this.projection.version) return;
      await this.pause();
    }
  }

  private pause(): Promise<void> {
    return delay(LOOK_AGAIN_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }

  /** Two sources that meet at one checkpoint are the normal case, and a pause has been reported where it began. */
  private report(error: unknown): void {
    if (error instanceof CheckpointMovedError || this.stopping.signal.aborted) return;
    this.options.onError(this.projection.name, error);
  }
}
