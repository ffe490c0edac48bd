import type { Projection } from '@mercury/platform/projections';
import { paymentSummaryProjection } from './payment-summary.projection';

/** The read models that the worker folds for this context. */
export const paymentProjections: Projection[] = [paymentSummaryProjection];
