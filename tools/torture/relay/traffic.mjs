// Made-up shoppers whose behaviour is appended by polite and by rude writers, until they are told to stop.
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { connect } from './world.mjs';

const kinds = ['activity.product.viewed', 'activity.cart.added', 'activity.product.purchased'];
let numbers = 0;

function behaviour() {
  numbers += 1;
  const number = numbers;
  // Short visits: a long one's basket forgets what was in it first, and no plain recount could follow that.
  const sessionId = `s${Math.floor(number / 6)}`;
  const ids = { visitorId: `v${number % 41}`, sessionId, productId: `p${(number * 7) % 53}` };
  const data = { ...ids, occurredAt: new Date().toISOString(), quantity: 1 };
  return { streamId: `activity.session-${sessionId}`, event: { type: kinds[number % 3], data } };
}

/** Appends until `stop()`, which resolves when all writers have ended. They survive servers that go and come back. */
export function startTraffic(world, { polite = 1, rude = 6 } = {}) {
  let stopped = false;
  const writers = [
    ...Array.from({ length: polite }, () => politeWriter(world, () => stopped)),
    ...Array.from({ length: rude }, () => rudeWriter(world, () => stopped)),
  ];
  return {
    async stop() {
      stopped = true;
      await Promise.all(writers);
    },
  };
}

/** Twenty events of as many shoppers in one commit. */
export function appendPage(store) {
  return store.appendBatch(
    Array.from({ length: 20 }, () => {
      const { streamId, event } = behaviour();
      return { stream: { streamId, expectedVersion: 'any', events: [event] }, options: { commandId: randomUUID() } };
    }),
  );
}

async function politeWriter(world, stopped) {
  while (!stopped()) {
    await appendPage(world.store).catch(() => {});
    await delay(20);
  }
}

/** Holds its positions back while others commit higher ones, and rolls one append in ten back. */
async function rudeWriter(world, stopped) {
  while (!stopped()) {
    const client = await connect(world).catch(() => undefined);
    try {
      while (client && !stopped()) await rudeAppend(client);
    } catch {
      await delay(50);
    } finally {
      await client?.end().catch(() => {});
    }
  }
}

async function rudeAppend(client) {
  const { streamId, event } = behaviour();
  const events = JSON.stringify([{ id: randomUUID(), type: event.type, ver: 1, data: event.data, meta: {} }]);
  await client.query('BEGIN');
  if (Math.random() < 0.3) await client.query('SELECT pg_current_xact_id()');
  await client.query('SELECT es.append($1, $2, NULL, $3)', [streamId, 'activity.session', events]);
  await delay(Math.random() < 0.2 ? 20 + Math.random() * 80 : Math.random() * 5);
  await client.query(Math.random() < 0.1 ? 'ROLLBACK' : 'COMMIT');
}
