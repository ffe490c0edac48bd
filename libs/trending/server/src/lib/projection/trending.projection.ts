import type { ProductEvent } from '@mercury/catalog/contracts';
import type { RecordedEvent } from '@mercury/platform/event-store';
import type { RedisProjection } from '@mercury/platform/projections';
import { newestVotes, voteOf, votingEvents } from '@mercury/trending/domain';
import { foldSource } from '../scripts';
import { scriptKeys } from '../trending-keys';
import { digestWindow } from './digest-window';

const catalogueEvents = ['catalog.product.listed', 'catalog.product.revised', 'catalog.product.withdrawn'];

/**
 * Votes of the last hour by event time, and the rankings that they make, as a whole and by category. Every voice is kept
 * with its newest minute, so the model depends on which events there were and not on their order. No clock is asked: what
 * a reader's clock says has expired is taken out when somebody reads (see `retire.lua`).
 */
export const trendingProjection: RedisProjection = {
  name: 'trending',
  version: 1,
  topics: ['commerce', 'activity'],
  handles: [...votingEvents, ...catalogueEvents],
  async apply(page, { prefix, commit }) {
    const votes = newestVotes(page.flatMap((event) => voteOf(event) ?? []));
    const paths = pathsOf(page);
    const newest = Math.max(0, ...votes.values());
    await commit(foldSource, scriptKeys(prefix), [newest, paths.size, ...[...paths].flat(), ...[...votes].flat()]);
  },
  digest: digestWindow,
};

/** The last category path of each product in the page; empty for one that is off the shelf. */
function pathsOf(page: readonly RecordedEvent[]): Map<string, string> {
  const paths = new Map<string, string>();
  for (const event of page as unknown as readonly ProductEvent[])
    if (event.type === 'catalog.product.withdrawn') paths.set(event.data.productId, '');
    else if (catalogueEvents.includes(event.type)) paths.set(event.data.productId, event.data.categoryPath.join('/'));
  return paths;
}
