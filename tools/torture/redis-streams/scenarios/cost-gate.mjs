// T17. Proves: with every guarantee on, a message costs no more than twice the CPU of raw ioredis (publisher, consumer and Redis
// together), and flows at least a quarter as fast. Ratios of neighbouring bursts, so that the machine's speed does not matter; the
// figures themselves are the business of `redis-streams:bench`.
import { ok } from 'node:assert';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { workspace } from '../../../dev/machine/workspace.mjs';

const CPU_AT_MOST = 2;
const THROUGHPUT_AT_LEAST = 0.25;
const ROUNDS = 3;

export const costGate = {
  name: 'T17',
  title: 'what a message costs against raw ioredis',
  async play(world) {
    process.env.MERCURY_BENCH_REDIS_URL = world.url;
    process.env.MERCURY_BENCH_PIDS = `,${world.redis.pid}`;
    const require = createRequire(import.meta.url);
    const { compareThroughput } = require(join(workspace, 'dist/node/tools/bench/src/redis-streams/throughput.js'));
    const { cpuRatio, throughputRatio } = await compareThroughput(ROUNDS);
    ok(cpuRatio > 0.5 && cpuRatio <= CPU_AT_MOST, `a message costs ${cpuRatio} of raw`);
    ok(throughputRatio >= THROUGHPUT_AT_LEAST, `messages flow at ${throughputRatio} of raw`);
    return `${cpuRatio.toFixed(2)} of the CPU, ${throughputRatio.toFixed(2)} of the throughput`;
  },
};
