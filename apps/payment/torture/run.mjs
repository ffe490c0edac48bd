// `npx nx run payment:torture`: kills the payment service between Stripe's answer and its own, and Stripe under it, and counts
// the money afterwards at Stripe. Ends with `N passed, N failed`.
import { deepStrictEqual, strictEqual } from 'node:assert';
import { setTimeout as delay } from 'node:timers/promises';
import { startWorld } from './world.mjs';

const AMOUNT = 4_200;
const world = await startWorld();

/** A command as orders sends it: the same id each time, again and again until there is an answer. */
async function command(step, paymentId, timeoutMs = 3_000) {
  const request = { commandId: `${step}:${paymentId}`, paymentId, reason: 'torture' };
  return persist(`payment.${step}`, request, timeoutMs);
}

function authorise(orderId, timeoutMs) {
  return persist('payment.authorise', attemptOf(orderId), timeoutMs);
}

function attemptOf(orderId) {
  return {
    ...{ commandId: `authorise:${orderId}`, orderId, attempt: 1, amountMinor: AMOUNT, currency: 'EUR' },
    ...{ paymentMethodId: 'pm_card_visa', returnUrl: 'http://localhost/orders/1' },
  };
}

async function persist(pattern, request, timeoutMs = 3_000) {
  for (const end = Date.now() + 40_000; ; await delay(50)) {
    try {
      return await world.client.call(pattern, request, { timeoutMs });
    } catch (error) {
      if (!error.retryable || Date.now() > end) throw error;
    }
  }
}

async function intentsOf(paymentId) {
  return (await world.stripe.paymentIntents.search({ query: `metadata['paymentId']:'${paymentId}'`, limit: 100 })).data;
}

/** Sends the command once, waits until Stripe has done it, and kills the service before it can hear of it. */
async function killBetween(payment, send, path, isDone) {
  // The SDK asks a second time: late as well.
  await world.fault({ path, method: 'POST', mode: 'late', times: 2 });
  send().catch(() => undefined);
  for (const end = Date.now() + 10_000; !(await isDone()); await delay(20))
    if (Date.now() > end) throw new Error('Stripe was never asked');
  await payment.kill();
  await world.fault({ mode: 'none' });
}

async function statusOf(paymentId) {
  const { rows } = await world.sql.query('SELECT status FROM payment.payments WHERE payment_id = $1', [paymentId]);
  return rows[0]?.status;
}

async function settledAs(paymentId, status, withinMs) {
  for (const end = Date.now() + withinMs; Date.now() < end; await delay(200))
    if ((await statusOf(paymentId)) === status) return;
  strictEqual(await statusOf(paymentId), status);
}

const { paymentIdOf } = world.domain;
const once = (pattern, request) => world.client.call(pattern, request, { timeoutMs: 30_000 });
let payment;
let emulator;

const scenarios = {
  'killed between the charge and its event; nobody asks again (looked at below)': async () => {
    const paymentId = paymentIdOf('forgotten', 1);
    const isDone = async () => (await intentsOf(paymentId)).length === 1;
    await killBetween(payment, () => once('payment.authorise', attemptOf('forgotten')), '/v1/payment_intents', isDone);
    strictEqual(await statusOf(paymentId), 'processing');
    payment = await world.startPayment();
  },

  'killed between Stripe and its event at each step, and asked again: each step happens once': async () => {
    const paymentId = paymentIdOf('stepwise', 1);
    const status = async () => (await intentsOf(paymentId))[0]?.status;
    const steps = {
      authorise: ['/v1/payment_intents', async () => (await status()) === 'requires_capture'],
      capture: ['/v1/payment_intents/', async () => (await status()) === 'succeeded'],
      refund: ['/v1/refunds', async () => (await refundsOf(paymentId)).length === 1],
    };
    for (const [step, [path, isDone]] of Object.entries(steps)) {
      const request = step === 'authorise' ? attemptOf('stepwise') : undefined;
      const body = request ?? { commandId: `${step}:${paymentId}`, paymentId, reason: 'torture' };
      await killBetween(payment, () => once(`payment.${step}`, body), path, isDone);
      payment = await world.startPayment();
      const expected = { authorise: 'authorised', capture: 'captured', refund: 'refunded' }[step];
      strictEqual((await persist(`payment.${step}`, body)).status, expected);
    }
    strictEqual((await intentsOf(paymentId)).length, 1);
    deepStrictEqual(
      (await refundsOf(paymentId)).map(({ amount }) => amount),
      [AMOUNT],
    );
  },

  'killed between the release and its event: nothing is held any more': async () => {
    const { paymentId } = await authorise('given-up');
    const isDone = async () => (await intentsOf(paymentId))[0]?.status === 'canceled';
    const body = { commandId: 'void', paymentId, reason: 'torture' };
    await killBetween(payment, () => once('payment.void', body), '/v1/payment_intents/pi', isDone);
    payment = await world.startPayment();
    strictEqual((await command('void', paymentId)).status, 'voided');
  },

  'thirty orders while the service is killed again and again: one charge each': async () => {
    let running = true;
    const killing = (async () => {
      for (let kill = 0; kill < 3 && running; kill += 1) {
        await delay(150 + ((kill * 97) % 300));
        await payment.kill();
        payment = await world.startPayment();
      }
    })();
    const buy = async (index) => {
      const { paymentId, status } = await authorise(`busy-${index}`);
      if (status !== 'authorised') return { paymentId, status };
      return command('capture', paymentId);
    };
    const lanes = Array.from({ length: 6 }, async (_, lane) => {
      const views = [];
      for (let index = lane; index < 30; index += 6) views.push(await buy(index));
      return views;
    });
    const views = (await Promise.all(lanes)).flat();
    running = false;
    await killing;
    deepStrictEqual([...new Set(views.map(({ status }) => status))], ['captured']);
    const intents = (await Promise.all(views.map(({ paymentId }) => intentsOf(paymentId)))).flat();
    strictEqual(intents.length, 30);
    strictEqual(
      intents.reduce((sum, { amount_received: received }) => sum + received, 0),
      30 * AMOUNT,
    );
  },

  'Stripe away for a while: payments wait, and are charged once when it is back': async () => {
    await emulator.kill('SIGTERM');
    const answers = await Promise.all([1, 2, 3].map((index) => authorise(`away-${index}`, 10_000)));
    deepStrictEqual([...new Set(answers.map(({ status }) => status))], ['processing']);
    emulator = await world.startEmulator();
    for (const { paymentId } of answers) await settledAs(paymentId, 'authorised', 45_000);
    for (const { paymentId } of answers) strictEqual((await intentsOf(paymentId)).length, 1);
  },

  'what nobody asked for again was found out by the next process': async () => {
    const paymentId = paymentIdOf('forgotten', 1);
    await settledAs(paymentId, 'authorised', 45_000);
    strictEqual((await intentsOf(paymentId)).length, 1);
  },
};

async function refundsOf(paymentId) {
  const [intent] = await intentsOf(paymentId);
  return (await world.stripe.refunds.list({ payment_intent: intent.id })).data;
}

let passed = 0;
let failed = 0;
try {
  emulator = await world.startEmulator();
  payment = await world.startPayment();
  for (const [title, scenario] of Object.entries(scenarios)) {
    const startedAt = Date.now();
    try {
      await scenario();
      passed += 1;
      console.log(`  ✓ ${title} (${Date.now() - startedAt} ms)`);
    } catch (error) {
      failed += 1;
      console.log(`  ✗ ${title}: ${error instanceof Error ? error.message : error}`);
      await payment.kill();
      payment = await world.startPayment();
    }
  }
} finally {
  await world.stop();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
