import { Query } from '@nestjs/cqrs';
import type { TrendingRpc, TrendingTop } from '@mercury/trending/contracts';

/** The ranking of a scope. */
export class TopTrending extends Query<TrendingTop> {
  constructor(readonly request: TrendingRpc['trending.top']['request']) {
    super();
  }
}
