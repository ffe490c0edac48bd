import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { TrendingReader } from './trending-reader';

const EVERY_MS = 1_000;

/**
 * Takes expired votes out every second, so that readers find little to do, and notes the ranking of each minute. Several
 * workers may tick: a vote is retired once.
 */
@Injectable()
export class TrendingTicker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Trending');
  private timer?: NodeJS.Timeout;

  constructor(private readonly reader: TrendingReader) {}

  onApplicationBootstrap(): void {
    const next = () => {
      this.timer = setTimeout(() => {
        this.reader
          .top('all', 1)
          .catch((error: unknown) => this.logger.debug(`tick failed: ${String(error)}`))
          .finally(() => this.timer && next());
      }, EVERY_MS);
      this.timer.unref();
    };
    next();
  }

  onModuleDestroy(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
