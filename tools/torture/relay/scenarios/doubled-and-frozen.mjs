import { ok } from 'node:assert';
import { setTimeout as delay } from 'node:timers/promises';
import { startTraffic } from '../traffic.mjs';
import { until } from '../world.mjs';

const LEASE_MS = 500;

/** Of two relays the leader is frozen until the other leads, and goes on where it stood, twice. */
export const doubledAndFrozen = {
  name: 'frozen',
  title: 'two relays, the leader frozen (SIGSTOP) past its lease and continued',
  async play(world) {
    const relays = await Promise.all([world.relay({ leaseMs: LEASE_MS }), world.relay({ leaseMs: LEASE_MS })]);
    const traffic = startTraffic(world);
    for (let time = 0; time < 2; time += 1) {
      let leader;
      await until('one leads', async () => {
        const roles = await Promise.all(relays.map((relay) => relay.look()));
        const leading = relays.filter((_, index) => roles[index].role === 'leader');
        ok(leading.length < 2 || time > 0, 'two lead at once');
        leader = leading[0];
        return leader !== undefined;
      });
      const other = relays.find((relay) => relay !== leader);
      leader.signal('SIGSTOP');
      await until('the other leads', async () => (await other.look()).role === 'leader');
      await delay(300);
      leader.signal('SIGCONT');
      await delay(300);
    }
    await traffic.stop();
    return 'twice';
  },
};
