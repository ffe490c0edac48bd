import type { Projection } from '@mercury/platform/projections';

/** The read models that the worker folds for this context. */
export const ordersProjections: Projection[] = [];
