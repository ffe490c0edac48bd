// `nx run orders:torture`: the races that shops lose, and processes that die at any moment, with the real services around.
import { strictEqual } from 'node:assert';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { balanced, intents, settled } from './books.mjs';
import { shopping } from './shopper.mjs';
import { services, startWorld } from './world.mjs';

const KILLS = Number(process.env.MERCURY_TORTURE_KILLS ?? 12);
const ORDERS = Number(process.env.MERCURY_TORTURE_ORDERS ?? 60);
const say = (line) => process.stdout.write(`${line}\n`);

const scarce = [1, 2, 3].map((n) => ({ id: `scarce-${n}`, priceMinor: 2_500, units: 5 }));
const plenty = Array.from({ length: 70 }, (_, n) => ({ id: `plenty-${n}`, priceMinor: 1_000 + n, units: 500 }));
const delivered = [...scarce, ...plenty].reduce((sum, { units }) => sum + units, 0);

const world = await startWorld();
const shop = shopping(world.client);

/** How many of the listed products the catalogue's read model knows by now. */
const quoted = async () => (await shop.call('catalog.get-variants', { variantIds: ['v-plenty-69'] })).length;

/** Twenty buyers, five units: five orders, and fifteen who are told before they pay. */
async function lastUnits() {
  for (const { id } of scarce) {
    const carts = Array.from({ length: 20 }, () => randomUUID());
    await Promise.all(carts.map((cartId) => shop.add(cartId, `v-${id}`)));
    const placed = await Promise.allSettled(carts.map((cartId) => shop.place(cartId)));
    const refused = placed.filter(({ reason }) => reason?.code === 'catalog.sold_out');
    strictEqual(placed.filter(({ status }) => status === 'fulfilled').length, 5, 'five orders');
    strictEqual(refused.length, 15, 'fifteen are told that it is sold out');
    const paying = placed.map(({ value }, n) => value && shop.pay(value.orderId, carts[n], 'pm_card_visa'));
    await Promise.all(paying);
    for (const { value } of placed) if (value) await shop.until(value.orderId, ['confirmed']);
  }
  return 'three times: 5 orders paid, 15 buyers refused before paying';
}

/** Eleven units added at once, to two processes. */
async function elevenAdds() {
  const cartId = randomUUID();
  await Promise.all(Array.from({ length: 11 }, () => shop.add(cartId, 'v-plenty-0')));
  const { itemCount } = await shop.cart(cartId);
  strictEqual(itemCount, 11, 'units in the cart');
  return `${itemCount} of 11 kept`;
}

/** Two tabs that log in at once with a guest's cart of 65 lines. */
async function mergeTwice() {
  const [guest, account] = [randomUUID(), randomUUID()];
  for (let n = 0; n < 65; n += 1) await shop.add(guest, `v-plenty-${n}`, 2);
  await shop.add(account, 'v-plenty-0', 98);
  await Promise.all([shop.merge(guest, account), shop.merge(guest, account)]);
  const merged = await shop.cart(account);
  strictEqual(merged.lines.length, 65, 'lines');
  strictEqual(merged.itemCount, 99 + 64 * 2, 'units');
  strictEqual((await shop.cart(guest)).lines.length, 0, 'the guest’s cart is empty');
  return `${merged.lines.length} lines, ${merged.itemCount} units`;
}

/** The button pressed five times. */
async function fivePays() {
  const cartId = randomUUID();
  await shop.add(cartId, 'v-plenty-1');
  const { orderId } = await shop.place(cartId);
  const before = (await intents(world.stripe)).length;
  await Promise.all(Array.from({ length: 5 }, () => shop.pay(orderId, cartId, 'pm_card_visa')));
  await shop.until(orderId, ['confirmed']);
  strictEqual((await intents(world.stripe)).length - before, 1, 'payments at Stripe');
  return '5 answers, 1 payment';
}

/** One order after another, while one process after another is killed and started again. */
async function deaths() {
  let killing = true;
  let died = 0;
  const killAndStart = async () => {
    for (let n = 0; n < KILLS && killing; n += 1) {
      // Orders dies most: half of all deaths are its own.
      const name = n % 2 === 0 ? `orders${n % 4 === 0 ? '' : '-2'}` : services[Math.floor(n / 2) % 4];
      await delay(300 + Math.random() * 700);
      await world.kill(name);
      await world.startService(name);
      died += 1;
    }
  };
  const killer = killAndStart();
  // Looked at in the end; until then its failure is nobody's.
  killer.catch(() => {});
  const cards = [
    'pm_card_visa',
    'pm_card_visa',
    'pm_card_visa',
    'pm_card_chargeDeclined',
    'pm_card_authenticationRequired',
  ];
  const buy = async (n) => {
    const cartId = randomUUID();
    await shop.add(cartId, `v-plenty-${n % 70}`, 1 + (n % 3));
    const { orderId } = await shop.place(cartId);
    await shop.pay(orderId, cartId, cards[n % cards.length]);
    const outcomes = ['confirmed', 'awaiting_payment', 'action_required', 'in_review', 'cancelled'];
    const order = await shop.until(orderId, outcomes, 180_000);
    // Who is asked by the bank gives up; who was declined takes another card.
    if (order.status === 'action_required') await shop.cancel(orderId, cartId);
    if (order.status === 'awaiting_payment') {
      await shop.pay(orderId, cartId, 'pm_card_visa');
      await shop.until(orderId, ['confirmed', 'in_review', 'cancelled'], 180_000);
    }
  };
  const bought = await inTurns(ORDERS, buy);
  killing = false;
  await killer;
  const failures = bought.filter(({ status }) => status === 'rejected').map(({ reason }) => reason);
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} buyers failed: ${failures[0]}`);
  await settled(world, 120_000);
  return `${ORDERS} orders, ${died} deaths`;
}

/** A few buyers at a time: on a busy machine, more would only wait for each other. */
async function inTurns(count, work) {
  const results = [];
  let next = 0;
  const turn = async () => {
    while (next < count) {
      const n = next++;
      results[n] = await work(n).then(
        () => ({ status: 'fulfilled' }),
        (reason) => ({ status: 'rejected', reason }),
      );
    }
  };
  await Promise.all(Array.from({ length: 8 }, turn));
  return results;
}

let passed = 0;
let failed = 0;
try {
  await world.listProducts([...scarce, ...plenty]);
  for (const end = Date.now() + 30_000; (await quoted()) === 0 && Date.now() < end;) await delay(100);
  for (const scenario of [lastUnits, elevenAdds, mergeTwice, fivePays, deaths]) {
    const started = Date.now();
    try {
      say(`ok    ${scenario.name}: ${await scenario()} (${((Date.now() - started) / 1_000).toFixed(1)} s)`);
      passed += 1;
    } catch (error) {
      failed += 1;
      say(`FAIL  ${scenario.name}: ${error.stack}`);
    }
  }
  await settled(world, 60_000);
  say(`books agree: ${JSON.stringify(await balanced(world, delivered))}`);
  passed += 1;
} catch (error) {
  failed += 1;
  say(`FAIL  ${error.stack}`);
} finally {
  await world.stop();
}
say(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
