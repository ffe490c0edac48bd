import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { TrendingShelf } from '@mercury/trending/contracts';
import type { EventStream } from '../live/event-stream';
import { EventTail } from '../live/event-tail';
import { LiveFeed } from '../live/live-feed';
import { TrendingShelves } from './trending-shelves';
import { MAX_SHELF } from './trending.dto';

const GROUP = 'trending';
/** What moves a ranking: views, clicks and cart adds, and purchases. */
const MOVES = /^(activity\.(product|cart)\.|orders\.order\.confirmed)/;

/** Shelves that are on screens now. Each scope is asked for once, at full length, whatever lengths are shown. */
@Injectable()
export class TrendingFeed implements OnModuleDestroy {
  private readonly logger = new Logger(TrendingFeed.name);
  private listening = false;
  private readonly feed = new LiveFeed<TrendingShelf>({
    digest: ({ asOf: _, ...shelf }) => JSON.stringify(shelf),
    onError: (error) => this.logger.warn(String(error)),
  });

  constructor(
    private readonly shelves: TrendingShelves,
    private readonly tail: EventTail,
  ) {}

  /** Sends the first `limit` places of a ranking at once and whenever it changes, until the stream ends. */
  follow(scope: string, limit: number, stream: EventStream): void {
    this.listen();
    const fetch = () => this.shelves.shelf(scope, MAX_SHELF);
    let sent = '';
    const stop = this.feed.read(GROUP, scope, fetch, (shelf) => {
      const shown = { ...shelf, items: shelf.items.slice(0, limit) };
      const text = JSON.stringify(shown.items);
      // What changed may lie beyond the places that this page shows.
      if (text === sent) return;
      sent = text;
      stream.send('trending', shown);
    });
    stream.whenClosed(stop);
  }

  onModuleDestroy(): void {
    this.feed.stop();
  }

  private listen(): void {
    if (this.listening) return;
    this.listening = true;
    this.tail.listen(({ pattern }) => {
      if (MOVES.test(pattern)) this.feed.touch(GROUP);
    });
  }
}
