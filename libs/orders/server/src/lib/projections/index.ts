import type { Projection } from '@mercury/platform/projections';
import { orderSummaryProjection } from './order-summary.projection';

/** The read models that the worker folds for this context. */
export const ordersProjections: Projection[] = [orderSummaryProjection];
