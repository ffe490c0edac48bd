// A Redis Cluster of three masters. Proves: shards live on several nodes and every script stays within one slot; a killed
// worker's shards are taken over, poison is parked and redriven, trimming and requests work; connections that break lose and overtake nothing; and when a master dies its
// shards go on by themselves on its replica, with what was not replicated brought back by the relay.
import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { lettersOf, redrive } from '../dead-letters.mjs';
import {
  assertAllFinished,
  assertKeyOrder,
  countDuplicates,
  countFinished,
  finished,
  monotonicMs,
} from '../evidence.mjs';
import { storedIds } from '../lost.mjs';
import { startCluster } from '../redis-cluster.mjs';
import { library, until } from '../world.mjs';

const LEASE_MS = 1_500;
const POISON = 300;
const BREAKS = 10;
const make = (n) => ({ key: `k${n % 37}`, ms: 1, fail: n === POISON });

export const cluster = {
  name: 'Cluster',
  title: 'a cluster of three masters: a worker is killed, a master fails over',
  async play(world) {
    world.shards = 6;
    const nodes = await startCluster(world.folder);
    world.clients.push({ close: () => void nodes.stop() });
    const { keys, shardOf, trimShard } = library();
    // One whose first shard lives on the master that will die.
    while (!(await nodes.isOnFirst(keys.stream(world.topic, 0)))) world.topic += 'x';
    const { url } = nodes;
    let redis = world.connection(url);
    const server = { leaseMs: LEASE_MS, retry: { attempts: 2, baseMs: 5, capMs: 10 } };
    const settings = { url, server, rpc: ['echo'], alsoEvents: true };
    const [victim] = await Promise.all([world.worker(settings), world.worker(settings)]);
    const publisher = world.publisher({ url });
    const client = world.client({ url });
    const all = (less = 0) =>
      until(
        () => `all finished: ${countFinished(events(world))} of ${publisher.published.length}`,
        () => countFinished(events(world)) === publisher.published.length - less,
        30_000,
      );

    const publishing = publisher.publish(1_500, make, { batch: 16, everyMs: 10 });
    // Answers get lost with the connections: were reads sent again, what the first one took would be overtaken.
    for (let time = 0; time < BREAKS; time += 1) {
      await nodes.breakConnections();
      await delay(40);
    }
    await until(
      'the victim is at work',
      () => finished(world.evidence()).filter(({ pid }) => pid === victim.pid).length > 50,
    );
    await victim.kill();
    const killedAt = monotonicMs();
    await publishing;
    const parked = publisher.published.filter(({ n, key }) => n >= POISON && key === make(POISON).key).length;
    await all(parked);
    const takenAfter = lastTakeOver(world.evidence(), victim.pid, killedAt);
    ok(takenAfter < LEASE_MS + 2_000, `taken over after ${takenAfter} ms`);
    const shard = shardOf(make(POISON).key, world.shards);
    const letters = await lettersOf(redis, world.topic, shard, 'g');
    strictEqual(letters.length, parked);
    writeFileSync(world.healedFile, '');
    strictEqual(await redrive(redis, world, 'g'), parked);
    await all();

    for (let n = 1; n <= 50; n += 1) strictEqual(await client.call('echo.echo', { n: -n }, { timeoutMs: 5_000 }), -n);
    const onFirst = [];
    for (let at = 0; at < world.shards; at += 1)
      if (await nodes.isOnFirst(keys.stream(world.topic, at))) onFirst.push(at);

    // What the master took in its last moments may not have reached its replica.
    await publisher.publish(400, make, { batch: 100 });
    await nodes.failOver();
    const overAt = monotonicMs();
    // An operator's connection from before has no patience; a new one knows the new master.
    redis = world.connection(url);
    await publisher.insist(publisher.published);
    await publisher.publish(1_000, make, { batch: 16 });
    await all();
    const again = Math.max(0, ...onFirst.map((at) => firstAfter(world.evidence(), at, overAt)));
    ok(again < LEASE_MS + 2_000, `work went on ${again} ms after the failover`);
    await until('requests are answered again', () =>
      client.call('echo.echo', { n: -51 }, { timeoutMs: 2_000 }).catch(() => false),
    );
    deepStrictEqual(
      await storedIds(redis, world),
      publisher.published.map(({ n }) => `${n}-0`),
    );
    for (let at = 0; at < world.shards; at += 1) {
      const { refusal } = await trimShard(redis, world.topic, at, { minLength: 0 });
      strictEqual(refusal, '');
    }
    const evidence = events(world);
    assertAllFinished(evidence, publisher.published);
    assertKeyOrder(evidence);
    const cross = world.workers.flatMap(({ log }) => log).filter((line) => line.includes('CROSSSLOT'));
    deepStrictEqual(cross, [], 'every script stays within one slot');
    const figures = `taken over after ${Math.round(takenAfter)} ms, ${countDuplicates(evidence)} duplicates`;
    return `${figures}, ${onFirst.length} of ${world.shards} shards failed over and went on after ${Math.round(again)} ms`;
  },
};

/** Requests have negative numbers. */
function events(world) {
  return world.evidence().filter(({ n }) => n > 0);
}

function lastTakeOver(evidence, victim, since) {
  const shards = new Set(evidence.filter(({ pid }) => pid === victim).map(({ shard }) => shard));
  const firsts = [...shards].map(
    (shard) => evidence.find((line) => line.shard === shard && line.pid !== victim && line.ms > since)?.ms ?? since,
  );
  return Math.max(...firsts) - since;
}

function firstAfter(evidence, shard, since) {
  return (
    (finished(evidence).find((line) => line.shard === shard && line.n > 0 && line.ms > since)?.ms ?? Infinity) - since
  );
}
