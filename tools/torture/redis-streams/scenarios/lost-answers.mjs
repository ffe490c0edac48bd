// T4, lost answers. Proves, for XADD, XREADGROUP, XACK and the lease: when a command has happened and its answer is lost with
// the connection, no entry is stored twice, none is orphaned among our own pending ones, and work goes on soon.
import { strictEqual } from 'node:assert';
import { countDuplicates, countFinished } from '../evidence.mjs';
import { assertArrivedOnce, READ_LIMIT_MS } from '../lost.mjs';
import { until } from '../world.mjs';

const ROUNDS = 5;
const COMMANDS = [/\r\nxadd\r\n/i, /\r\nevalsha\r\n/i, /\r\nxreadgroup\r\n[^]*\r\nblock\r\n/i, /\r\nxack\r\n/i];

export const lostAnswers = {
  name: 'T4',
  title: 'answers of XADD, XREADGROUP, XACK and scripts are lost with their connection',
  async play(world) {
    const [way, publishersWay] = await Promise.all([world.proxy(), world.proxy()]);
    await world.worker({ url: way.url, server: { leaseMs: 3_000 } });
    const publisher = world.publisher({ url: publishersWay.url });
    // One message at a time goes as XADD, several to one shard as one script.
    const publishing = publishUntilStopped(publisher);
    let lost = 0;
    for (let round = 0; round < ROUNDS; round += 1)
      for (const command of COMMANDS)
        for (const proxy of /xadd/.test(command.source) ? [publishersWay] : [way, publishersWay]) {
          if (proxy === publishersWay && /xread|xack/.test(command.source)) continue;
          await proxy.lose(command, 'cut');
          lost += 1;
          const count = countFinished(world.evidence()) + 20;
          await until('work goes on', () => countFinished(world.evidence()) >= count, READ_LIMIT_MS + 10_000);
        }
    publisher.stopped = true;
    await publishing;
    const silence = await assertArrivedOnce(world, publisher);
    strictEqual(countDuplicates(world.evidence()), 0);
    const figures = `${lost} answers lost over ${publisher.published.length} messages (${publisher.repeated} were there)`;
    return `${figures}, longest silence ${silence} ms, longest publish ${Math.round(publisher.slowestMs)} ms`;
  },
};

async function publishUntilStopped(publisher) {
  for (let time = 0; !publisher.stopped; time += 1)
    await publisher.publish(time % 2 === 0 ? 1 : 16, (n) => ({ key: `k${n % 13}` }), { everyMs: 5 });
}
