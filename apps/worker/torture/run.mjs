// `npx nx run worker:torture`: kills what can be killed while events flow, and counts afterwards. Ends with `N passed, N failed`.
// An argument picks the scenarios whose title holds it.
import { ok, strictEqual } from 'node:assert';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { equalRecount, equalReplay, readersRight, settled, streamsComplete } from './checks.mjs';
import { replayUnderWriters } from './replays.mjs';
import { equalHoweverBuilt, strikeProjectors } from './strikes.mjs';
import { appendBehaviour, startWorld } from './world.mjs';

const BEACONS = 300;
const only = process.argv[2];

/** Calls `act` once, when half of the events are in. */
const halfWay = (act) => {
  let done = false;
  return async (share) => {
    if (done || share < 0.5) return;
    done = true;
    await act();
  };
};

const scenarios = {
  'a worker killed half way, another one started': async (world) => {
    await world.workers(1);
    await flow(
      world,
      halfWay(() => world.killWorker()),
    );
    await world.workers(1);
  },
  'two workers, one killed twice': async (world) => {
    await world.workers(2);
    let kills = 0;
    await flow(world, async (share) => {
      if (share < (kills + 1) / 3) return;
      kills += 1;
      await world.killWorker();
      await world.workers(2);
    });
    strictEqual(kills, 2);
  },
  'Redis emptied under two workers': async (world) => {
    await world.workers(2);
    await flow(
      world,
      halfWay(() => world.connection.writer.redis.flushall()),
    );
  },
  'Redis killed, and back without the tail of its file': async (world) => {
    await world.workers(1);
    let back;
    await flow(
      world,
      halfWay(() => void (back = world.crashRedis(1_000))),
    );
    await back;
  },
  'the collector killed under beacons: accepted means durable': async (world) => {
    await world.workers(1);
    await strikeCollector(world);
  },
};

const flow = (world, onShare) => appendBehaviour(world.connection, { events: 1_200, everyMs: 8, onShare });

/** Beacons are sent until the collector is dead; each accepted one must be in the store, and a repeated one once. */
async function strikeCollector(world) {
  const { RedisStreamsClient } = world.module('platform/redis-streams');
  const client = new RedisStreamsClient({ url: process.env.REDIS_URL });
  const collector = await world.start('events');
  const accepted = [];
  let alive = true;
  const shopper = async () => {
    while (alive) {
      const request = beacon();
      const answer = await client.call('activity.record', request, { timeoutMs: 700 }).catch(() => undefined);
      if (answer) accepted.push(request);
    }
  };
  const shoppers = Promise.all(Array.from({ length: 12 }, shopper));
  for (const end = Date.now() + 20_000; accepted.length < BEACONS && Date.now() < end;) await delay(10);
  await collector.kill();
  alive = false;
  await shoppers;
  const next = await world.start('events');
  const repeats = await Promise.all(
    accepted.slice(-50).map((request) => client.call('activity.record', request, { timeoutMs: 5_000 })),
  );
  strictEqual(
    repeats.every(({ accepted: count }) => count === 2),
    true,
  );
  const sessions = accepted.map(({ batch }) => `activity.session-${batch.sessionId}`);
  const [{ events }] = await world.connection.writer.em
    .fork()
    .execute(
      'SELECT count(*)::int AS events FROM es.events WHERE stream_id IN (SELECT jsonb_array_elements_text(?::jsonb))',
      [JSON.stringify(sessions)],
    );
  ok(accepted.length >= BEACONS, `only ${accepted.length} beacons were accepted before the kill`);
  strictEqual(events, accepted.length * 2, `${accepted.length} beacons of two events were accepted`);
  await next.kill('SIGTERM');
  client.close();
}

function beacon() {
  const occurredAt = new Date().toISOString();
  const behaviour = (productId) => ({ id: randomUUID(), kind: 'product-viewed', occurredAt, productId });
  const batch = {
    batchId: randomUUID(),
    sessionId: randomUUID(),
    sentAt: occurredAt,
    events: [behaviour('p1'), behaviour('p2')],
  };
  return { visitorId: randomUUID(), userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/143.0', batch };
}

const checks = {
  'every projection has folded everything': settled,
  'the streams hold every event once, in order': streamsComplete,
  'the rows equal a recount in SQL': equalRecount,
  'readers are told what a recount gives': readersRight,
  'the live rows equal a fresh replay': equalReplay,
};

let passed = 0;
let failed = 0;
async function count(title, work) {
  const startedAt = Date.now();
  try {
    await work();
    passed += 1;
    console.log(`  ✓ ${title} (${Date.now() - startedAt} ms)`);
  } catch (error) {
    failed += 1;
    console.log(`  ✗ ${title}: ${error.message ?? error}`);
  }
}

/** Generated histories are of another day: what readers are told of the last hour is not about them, so these are the last. */
const generated = {
  'replays beside a worker and writers: killed, called twice, dry, rolled back, retired': replayUnderWriters,
  'read models killed between upsert and commit, and between commit and acknowledgement': strikeProjectors,
};
const generatedChecks = {
  'every projection has folded everything': settled,
  'the streams hold every event once, in order': streamsComplete,
  'the rows equal a recount in SQL': equalRecount,
  'the live rows equal replays with several page sizes and builders': equalHoweverBuilt,
};

const world = await startWorld();
try {
  for (const [suite, suiteChecks] of [
    [scenarios, checks],
    [generated, generatedChecks],
  ])
    for (const [title, scenario] of Object.entries(suite)) {
      if (only && !title.includes(only)) continue;
      console.log(title);
      await count('events flow', () => scenario(world));
      for (const [what, check] of Object.entries(suiteChecks)) await count(what, () => check(world));
    }
} finally {
  await world.stop();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
