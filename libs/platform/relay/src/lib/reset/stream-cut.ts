import type { Redis } from 'ioredis';
import type { Position } from '@mercury/platform/event-store';
import type { RawEntry } from '@mercury/platform/redis-streams';
import type { RelayState } from '../relay-state';
import { entryOf, streamEnd } from '../stream-end';

const PAGE = 500;

/** What has to be taken from the end of one stream. */
export interface StreamCut {
  readonly stream: string;
  /** Where it ends now. */
  readonly end: Position;
  /** The last position that it shares with the store, as far as can be told; 0 when it shares none that it still holds. */
  readonly keep: Position;
  /** It holds no entry any more, so that only its last position can be compared. */
  readonly empty: boolean;
  /** Entries behind that: events which the store has forgotten. */
  readonly foreign: number;
}

/**
 * Compares a stream with the store from its end backwards. Behind the first foreign entry all are foreign, since a relay
 * appends only to a stream that ends in this store's history. `end === keep` is a stream that has nothing to lose.
 */
export async function findCut(redis: Redis, state: RelayState, stream: string): Promise<StreamCut> {
  const { position: end, entry } = await streamEnd(redis, stream);
  const endIsKnown = end === 0 || (await state.eventsAt([end])).get(end)?.stream === stream;
  if (!entry) return { stream, end, keep: endIsKnown ? end : 0, empty: true, foreign: 0 };
  let foreign = 0;
  for (let before = '+'; ;) {
    const page = ((await redis.xrevrange(stream, before, '-', 'COUNT', PAGE)) as RawEntry[]).map(entryOf);
    const events = await state.eventsAt(page.map(({ position }) => position));
    const shared = page.findIndex(({ position, eventId }) => events.get(position)?.eventId === eventId);
    const last = page.at(-1);
    if (shared >= 0) {
      const keep = page[shared]?.position ?? 0;
      // Entries taken from the end by hand leave a last id behind, which is as foreign when the store does not know it.
      const agrees = foreign + shared === 0 && endIsKnown;
      return { stream, end: agrees ? keep : end, keep, empty: false, foreign: foreign + shared };
    }
    foreign += page.length;
    if (!last || page.length < PAGE) return { stream, end, keep: 0, empty: false, foreign };
    before = `(${last.position}-0`;
  }
}
