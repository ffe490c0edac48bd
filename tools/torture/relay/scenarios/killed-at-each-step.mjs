import { strictEqual } from 'node:assert';
import { startTraffic } from '../traffic.mjs';

const steps = [
  ['state to be loaded', 1],
  ['page read', 2],
  ['shard to be published', 1],
  ['shard to be published', 5],
  ['shard published', 3],
  ['state to be saved', 2],
  ['state being saved', 2],
  ['state saved', 2],
];

/** Each of its relays dies by its own hand, at the step that it was told, under appends that commit out of order. */
export const killedAtEachStep = {
  name: 'steps',
  title: 'a relay killed with -9 at each of its steps',
  async play(world) {
    const traffic = startTraffic(world);
    // All stand by at once; one after the other leads for as long as it lives.
    await Promise.all(
      steps.map(async ([dieAt, dieAfter]) => {
        const relay = await world.relay({ dieAt, dieAfter, leaseMs: 200 });
        strictEqual(await relay.exited, 'SIGKILL', `${dieAt}: ${relay.output}`);
      }),
    );
    await traffic.stop();
    await world.relay();
    return `${steps.length} deaths`;
  },
};
