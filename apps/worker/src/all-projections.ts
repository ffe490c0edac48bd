import { productsProjection } from '@mercury/catalog/server';
import { identityProjections } from '@mercury/identity/server';
import { ordersProjections } from '@mercury/orders/server';
import { paymentProjections } from '@mercury/payment/server';
import { ProjectionRegistry } from '@mercury/platform/projections';
import { recommendationsProjection } from '@mercury/recommendations/server';
import { riskProjections } from '@mercury/risk/server';
import { searchProjection } from '@mercury/search/server';
import { trendingProjection } from '@mercury/trending/server';

/** Every read model of the house that is folded from events behind the writers' backs. */
export const allProjections = new ProjectionRegistry([
  productsProjection,
  searchProjection,
  ...identityProjections,
  ...ordersProjections,
  ...paymentProjections,
  ...riskProjections,
  trendingProjection,
  recommendationsProjection,
]);
