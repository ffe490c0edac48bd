import { cluster } from './cluster.mjs';
import { costGate } from './cost-gate.mjs';
import { crashBetweenCommits } from './crash-between-commits.mjs';
import { deadlyMessage } from './deadly-message.mjs';
import { foreignClaim } from './foreign-claim.mjs';
import { halfOpen } from './half-open.mjs';
import { killMidBatch } from './kill-mid-batch.mjs';
import { lostAnswers } from './lost-answers.mjs';
import { memoryFull } from './memory-full.mjs';
import { poisonHaltsItsShard } from './poison-halts-its-shard.mjs';
import { poisonIsPassedBy } from './poison-is-passed-by.mjs';
import { poisonParksItsKey } from './poison-parks-its-key.mjs';
import { redisForgets } from './redis-forgets.mjs';
import { redisRestarts } from './redis-restarts.mjs';
import { requestReply } from './request-reply.mjs';
import { scale } from './scale.mjs';
import { slowHandler } from './slow-handler.mjs';
import { terminate } from './terminate.mjs';
import { trimming } from './trimming.mjs';
import { zombie } from './zombie.mjs';

/** In the order in which they run. */
export const scenarios = [
  killMidBatch,
  redisRestarts,
  redisForgets,
  lostAnswers,
  halfOpen,
  poisonParksItsKey,
  poisonHaltsItsShard,
  poisonIsPassedBy,
  zombie,
  foreignClaim,
  terminate,
  scale,
  deadlyMessage,
  trimming,
  memoryFull,
  requestReply,
  slowHandler,
  crashBetweenCommits,
  cluster,
  costGate,
];
