import type { Projection } from '@mercury/platform/projections';
import { assessmentsProjection } from './assessments.projection';
import { declinesProjection } from './declines.projection';

/** The read models that the worker folds for this context. */
export const riskProjections: Projection[] = [assessmentsProjection, declinesProjection];
