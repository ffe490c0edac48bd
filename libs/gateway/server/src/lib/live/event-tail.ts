import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { StreamTail, type StreamEntry } from '@mercury/platform/redis-streams';
import { GATEWAY_OPTIONS, type GatewayOptions } from '../gateway.options';

type Listener = (entry: StreamEntry) => void;

const QUIET_MS = 10_000;

/** New events of both topics, for the pages that are open now. Reads nothing until somebody listens. */
@Injectable()
export class EventTail implements OnModuleDestroy {
  private readonly logger = new Logger(EventTail.name);
  private readonly listeners: Listener[] = [];
  private tails: StreamTail[] = [];
  private complainedAt = 0;

  constructor(@Inject(GATEWAY_OPTIONS) private readonly options: Pick<GatewayOptions, 'redisUrl'>) {}

  listen(listener: Listener): void {
    this.listeners.push(listener);
    if (this.tails.length > 0) return;
    this.tails = ['commerce', 'activity'].map(
      (topic) =>
        new StreamTail({
          url: this.options.redisUrl,
          topic,
          onEntry: (entry) => this.listeners.forEach((each) => each(entry)),
          onError: (error) => this.complain(error),
        }),
    );
    for (const tail of this.tails) tail.start();
  }

  onModuleDestroy(): void {
    for (const tail of this.tails) tail.stop();
  }

  /** Sixteen readers fail together when Redis is away: one line is enough. */
  private complain(error: unknown): void {
    if (Date.now() - this.complainedAt < QUIET_MS) return;
    this.complainedAt = Date.now();
    this.logger.warn(`events are not seen: ${String(error)}`);
  }
}
