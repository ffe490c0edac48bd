import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Indexer } from './indexer';

const LOOK_AGAIN_MS = 400;
const LONGEST_PAUSE_MS = 30_000;

/** Runs the indexer beside the service: at once again while there is work, with growing pauses while the server is away. */
@Injectable()
export class IndexerLoop implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(IndexerLoop.name);
  private readonly stopping = new AbortController();
  private running?: Promise<void>;

  constructor(private readonly indexer: Indexer) {}

  onApplicationBootstrap(): void {
    this.running = this.run();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    let failures = 0;
    while (!this.stopping.signal.aborted) {
      let pauseMs = LOOK_AGAIN_MS;
      try {
        if (await this.indexer.step()) pauseMs = 0;
        if (failures > 0) this.logger.log('Elasticsearch takes documents again');
        failures = 0;
      } catch (error) {
        failures += 1;
        this.indexer.forget();
        if (failures === 1) this.logger.warn(`Elasticsearch takes no documents: ${messageOf(error)}`);
        pauseMs = Math.min(LONGEST_PAUSE_MS, LOOK_AGAIN_MS * 2 ** Math.min(failures, 10)) * (0.5 + Math.random() / 2);
      }
      await delay(pauseMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 300);
