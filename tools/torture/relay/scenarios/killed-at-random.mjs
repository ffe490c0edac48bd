import { setTimeout as delay } from 'node:timers/promises';
import { startTraffic } from '../traffic.mjs';

const KILLS = 3;

/** More relays than will be killed stand by; the leader is killed whenever it may be. */
export const killedAtRandom = {
  name: 'random',
  title: 'leaders killed with -9 at random, under delayed commits and rollbacks',
  async play(world) {
    const relays = await Promise.all(Array.from({ length: KILLS + 1 }, () => world.relay({ leaseMs: 300 })));
    const traffic = startTraffic(world, { rude: 12 });
    for (let time = 0; time < KILLS; time += 1) {
      await delay(100 + Math.random() * 400);
      const roles = await Promise.all(relays.map((relay) => relay.look()));
      const leader = Math.max(
        0,
        roles.findIndex(({ role }) => role === 'leader'),
      );
      await relays.splice(leader, 1)[0].kill();
    }
    await traffic.stop();
    return `${KILLS} kills`;
  },
};
