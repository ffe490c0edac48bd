// T15. Proves: a call to a service that is down ends in one timeout error at its deadline; an answer that comes late is dropped
// and counted; a request whose deadline has passed is not executed; a service that is slow, or full, does not delay another's
// answers; a killed service costs its callers no more than their deadline; and a half-open connection for answers, or a
// Redis that was away, no more than seconds.
import { ok, rejects, strictEqual } from 'node:assert';
import { setTimeout as delay } from 'node:timers/promises';
import { monotonicMs, started } from '../evidence.mjs';
import { READ_LIMIT_MS } from '../lost.mjs';
import { library, until } from '../world.mjs';

const isTimeout = (error) => error instanceof library().RequestTimeoutError;

export const requestReply = {
  name: 'T15',
  title: 'requests to services that are down, late, full, frozen, killed',
  async play(world) {
    const [slow, quick] = await Promise.all([world.worker({ rpc: ['slow'] }), world.worker({ rpc: ['quick'] })]);
    const way = await world.proxy();
    const client = world.client({ url: way.url });
    let count = 0;
    const call = (service, timeoutMs, data = {}) =>
      client.call(`${service}.echo`, { n: (count += 1), ...data }, { timeoutMs });
    const ran = (n) => started(world.evidence()).some((line) => line.n === n);

    const askedAt = monotonicMs();
    await rejects(call('nobody', 300), isTimeout);
    const waited = monotonicMs() - askedAt;
    ok(waited >= 299 && waited < 2_000, `the wait ended after ${waited} ms`);

    await rejects(call('quick', 200, { ms: 500 }), isTimeout);
    await until('the late answer is counted', () => client.lateReplies === 1);
    strictEqual(await call('quick', 10_000), count, 'the next answer is the right one');

    quick.signal('SIGSTOP');
    await rejects(call('quick', 200), isTimeout);
    const expired = count;
    quick.signal('SIGCONT');
    strictEqual(await call('quick', 10_000), count);
    await until('the expired one is counted', async () => (await quick.stats()).expired === 1);
    ok(!ran(expired), 'an expired request is not executed');

    // More than the slow service runs at once.
    const stuck = Array.from({ length: 200 }, () => call('slow', 60_000, { ms: 1_000 }));
    const settled = Promise.allSettled(stuck);
    const times = [];
    for (let time = 0; time < 200; time += 1) {
      const sentAt = monotonicMs();
      strictEqual(await call('quick', 10_000), count);
      times.push(monotonicMs() - sentAt);
    }
    times.sort((a, b) => a - b);
    const p99 = times[Math.floor(times.length * 0.99)];
    ok(p99 < 1_000, `answers of the quick service took ${p99} ms beside a full one`);
    const { inFlightMost } = await slow.stats();
    ok(inFlightMost <= 64, `the slow service ran ${inFlightMost} at once`);
    ok(
      (await settled).every(({ status }) => status === 'fulfilled'),
      'the slow ones are answered as well',
    );

    const dying = call('quick', 1_000, { ms: 5_000 });
    await until('it is under way', () => ran(count));
    await quick.kill();
    await rejects(dying, isTimeout);
    await world.worker({ rpc: ['quick'] });
    strictEqual(await call('quick', 10_000), count, 'a new process answers');

    // The connection on which answers arrive goes silent, without an end.
    const losing = way.lose(/\r\nsubscribe\r\n/i, 'mute');
    await losing;
    const deaf = await recovery(() => call('quick', 500));
    await world.restartRedis('SIGKILL', 1_000);
    const away = await recovery(() => call('quick', 500));
    return `p99 beside a full service ${p99.toFixed(1)} ms, answers again ${Math.round(deaf)} ms after a deaf connection, ${Math.round(away)} ms after a restart`;
  },
};

/** How long it takes until calls are answered again. */
async function recovery(call) {
  const since = monotonicMs();
  await until(
    'calls are answered again',
    async () => {
      const answered = await call().then(
        () => true,
        () => false,
      );
      if (!answered) await delay(20);
      return answered;
    },
    READ_LIMIT_MS,
  );
  return monotonicMs() - since;
}
