import { killMidBatch } from './kill-mid-batch.mjs';
import { poisonHaltsItsShard } from './poison-halts-its-shard.mjs';
import { poisonIsPassedBy } from './poison-is-passed-by.mjs';
import { poisonParksItsKey } from './poison-parks-its-key.mjs';

/** In the order in which they run. */
export const scenarios = [killMidBatch, poisonParksItsKey, poisonHaltsItsShard, poisonIsPassedBy];
