// T4, half-open. Proves: when a connection stays open and nothing comes through it any more (the reader's, the one for
// commands, the publisher's), it is given up and replaced within BLOCK + 3 s; no entry is stored twice or orphaned.
import { ok } from 'node:assert';
import { countFinished } from '../evidence.mjs';
import { assertArrivedOnce, READ_LIMIT_MS } from '../lost.mjs';
import { until } from '../world.mjs';

const LEASE_MS = 6_000;

export const halfOpen = {
  name: 'T4h',
  title: 'a connection of the reader, the commands, the publisher is half-open',
  async play(world) {
    const [way, publishersWay] = await Promise.all([world.proxy(), world.proxy()]);
    await world.worker({ url: way.url, server: { leaseMs: LEASE_MS } });
    const publisher = world.publisher({ url: publishersWay.url });
    const publishing = publisher.publish(100_000, (n) => ({ key: `k${n % 13}` }), { batch: 8, everyMs: 10 });
    await until('work is under way', () => countFinished(world.evidence()) > 100);
    for (const [proxy, command] of [
      [way, /\r\nxreadgroup\r\n[^]*\r\nblock\r\n/i],
      [way, /\r\nxack\r\n/i],
      [publishersWay, /\r\n(xadd|evalsha)\r\n/i],
    ]) {
      await proxy.lose(command, 'mute');
      const published = publisher.published.length + 200;
      await until('publishing goes on', () => publisher.published.length >= published, READ_LIMIT_MS + 10_000);
      await until('work goes on', () => countFinished(world.evidence()) >= published, READ_LIMIT_MS + 10_000);
    }
    publisher.stopped = true;
    await publishing;
    const silence = await assertArrivedOnce(world, publisher);
    ok(publisher.slowestMs < READ_LIMIT_MS, `a publish took ${publisher.slowestMs} ms`);
    return `longest silence ${silence} ms, longest publish ${Math.round(publisher.slowestMs)} ms`;
  },
};
