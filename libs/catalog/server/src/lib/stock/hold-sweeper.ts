import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Clock } from '@mercury/shared/util-ids';
import { expiredHolds } from './holds';
import { ReleaseStock } from './release-stock.command';

const EVERY_MS = 5_000;
const BATCH = 100;

/**
 * Releases holds whose time is over, so that an abandoned checkout does not keep goods from others. Any number of
 * processes may sweep: a hold is released once, whoever is first.
 */
@Injectable()
export class HoldSweeper implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(HoldSweeper.name);
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly em: EntityManager,
    private readonly commands: CommandBus,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    const next = () => {
      this.timer = setTimeout(() => {
        this.sweep()
          .catch((error: unknown) => this.logger.warn(`sweep failed: ${String(error)}`))
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

  /** Releases what has expired by now; resolves to the number of holds. */
  async sweep(): Promise<number> {
    const holdIds = await expiredHolds(this.em, this.clock.now(), BATCH);
    for (const holdId of holdIds)
      await this.commands
        .execute(new ReleaseStock({ commandId: `hold-expired:${holdId}`, holdId, reason: 'expired' }))
        // A sale may have come first: then there is nothing to release.
        .catch((error: unknown) => this.logger.warn(`hold ${holdId}: ${String(error)}`));
    return holdIds.length;
  }
}
