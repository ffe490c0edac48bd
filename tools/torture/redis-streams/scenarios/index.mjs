import { killMidBatch } from './kill-mid-batch.mjs';

/** In the order in which they run. */
export const scenarios = [killMidBatch];
