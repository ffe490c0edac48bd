import type { Redis } from 'ioredis';
import type { Position, RecordedEvent } from '@mercury/platform/event-store';
import { luaScript } from '@mercury/platform/redis-streams';
import { encodeEvent } from './event-wire';
import { checkedEnds } from './history-check';
import { LostEntriesError } from './relay.errors';
import type { RelayState } from './relay-state';

const publish = luaScript('publish', __dirname);

/** Puts events into streams, each once, behind the end that it knows of each. */
export class ShardWriter {
  private readonly ends = new Map<string, Position>();

  constructor(
    private readonly redis: Redis,
    private readonly state: RelayState,
  ) {}

  /** Where each stream really ends now. Throws HistoryDivergedError. */
  async look(streams: readonly string[]): Promise<ReadonlyMap<string, Position>> {
    const ends = await checkedEnds(this.redis, this.state, streams);
    for (const [stream, position] of ends) this.ends.set(stream, position);
    return ends;
  }

  /**
   * Publishes events of one shard, which follow on what was published to it before, ascending. Resolves to the stream's
   * length. Throws LostEntriesError when Redis has lost what was there, HistoryDivergedError when it has what was not.
   */
  async write(stream: string, events: readonly RecordedEvent[]): Promise<number> {
    for (;;) {
      const known = this.ends.get(stream) ?? 0;
      const [added, top, length] = (await publish(this.redis, [stream], [known, ...events.flatMap(encodeEvent)])) as [
        number,
        string,
        number,
      ];
      if (added >= 0) {
        this.ends.set(stream, Number(top));
        this.state.notePublished(stream, events.at(-1)?.position ?? 0);
        return length;
      }
      if (Number(top) < known) throw new LostEntriesError(stream);
      // Another relay was here. Each further turn means that it was here again, so there is an end to them.
      await this.look([stream]);
    }
  }
}
