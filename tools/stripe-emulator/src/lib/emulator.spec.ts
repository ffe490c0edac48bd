import Stripe from 'stripe';
import published from './fixtures/published-fields.json';
import { startEmulator, type Emulator } from './emulator';
import { methodOf, sdkFor, visa } from './testing';

const manual = {
  amount: 4200,
  currency: 'eur',
  confirm: true,
  capture_method: 'manual',
  return_url: 'http://shop.test/o/1',
} as const;

describe('the Stripe emulator, spoken to by the real SDK', () => {
  let emulator: Emulator;
  let stripe: Stripe;
  beforeAll(async () => {
    emulator = await startEmulator({ webhookSecret: 'whsec_test' });
    stripe = sdkFor(emulator);
  });
  afterAll(() => emulator.stop());

  const declineOf = async (number: string) => {
    const { id } = await methodOf(stripe, number);
    return stripe.paymentIntents
      .create({ ...manual, payment_method: id })
      .catch((error: unknown) => error as Stripe.errors.StripeCardError);
  };

  it('makes a payment method whose fingerprint is that of its card', async () => {
    const [one, two] = await Promise.all([methodOf(stripe, visa.number), methodOf(stripe, visa.number)]);
    expect(one.card).toMatchObject({ brand: 'visa', last4: '4242', country: 'US', exp_year: 2034 });
    expect(one.id).not.toBe(two.id);
    expect(one.card?.fingerprint).toBe(two.card?.fingerprint);
    expect((await methodOf(stripe, '4000002760003184')).card?.country).toBe('DE');
  });

  it('authorises, captures and refunds', async () => {
    const { id } = await methodOf(stripe, visa.number);
    const authorised = await stripe.paymentIntents.create({
      ...manual,
      payment_method: id,
      metadata: { orderId: 'o1' },
      expand: ['latest_charge'],
    });
    expect(authorised).toMatchObject({
      status: 'requires_capture',
      amount_capturable: 4200,
      metadata: { orderId: 'o1' },
    });
    expect(authorised.latest_charge).toMatchObject({ object: 'charge', captured: false, paid: true });
    const captured = await stripe.paymentIntents.capture(authorised.id);
    expect(captured).toMatchObject({ status: 'succeeded', amount_received: 4200 });
    await expect(stripe.paymentIntents.capture(authorised.id)).rejects.toMatchObject({
      code: 'payment_intent_unexpected_state',
    });
    await stripe.refunds.create({ payment_intent: captured.id, amount: 200 });
    await expect(stripe.refunds.create({ payment_intent: captured.id, amount: 4100 })).rejects.toBeInstanceOf(
      Stripe.errors.StripeInvalidRequestError,
    );
    await stripe.refunds.create({ payment_intent: captured.id });
    await expect(stripe.refunds.create({ payment_intent: captured.id })).rejects.toMatchObject({
      code: 'charge_already_refunded',
    });
  });

  it('voids what was authorised', async () => {
    const authorised = await stripe.paymentIntents.create({ ...manual, payment_method: 'pm_card_visa' });
    expect(await stripe.paymentIntents.cancel(authorised.id)).toMatchObject({
      status: 'canceled',
      amount_capturable: 0,
    });
  });

  it.each([
    ['4000000000000002', 'card_declined', 'generic_decline'],
    ['4000000000009995', 'card_declined', 'insufficient_funds'],
    ['4000000000009987', 'card_declined', 'lost_card'],
    ['4000000000000069', 'expired_card', 'expired_card'],
    ['4000000000000127', 'incorrect_cvc', 'incorrect_cvc'],
    ['4000000000000119', 'processing_error', 'processing_error'],
  ])('declines %s with %s / %s', async (number, code, declineCode) => {
    const error = await declineOf(number);
    expect(error).toBeInstanceOf(Stripe.errors.StripeCardError);
    expect(error).toMatchObject({ code, decline_code: declineCode, statusCode: 402 });
    expect((error as Stripe.errors.StripeCardError).payment_intent).toMatchObject({
      status: 'requires_payment_method',
    });
  });

  it.each([
    [{ ...visa, number: '4242424242424241' }, 'incorrect_number'],
    [{ ...visa, exp_month: 13 }, 'invalid_expiry_month'],
    [{ ...visa, exp_year: 2020 }, 'invalid_expiry_year'],
    [{ ...visa, cvc: '1' }, 'invalid_cvc'],
  ])('refuses the card %j with %s', async (card, code) => {
    await expect(stripe.paymentMethods.create({ type: 'card', card })).rejects.toMatchObject({
      code,
      type: 'StripeCardError',
    });
  });

  it.each([
    ['approve', 'requires_capture', 'succeeded'],
    ['fail', 'requires_payment_method', 'failed'],
  ])('asks for 3-D Secure; "%s" leads to %s and back to the shop', async (answer, status, redirectStatus) => {
    const { id } = await methodOf(stripe, '4000000000003220');
    const intent = await stripe.paymentIntents.create({ ...manual, payment_method: id });
    expect(intent.status).toBe('requires_action');
    const url = String(intent.next_action?.redirect_to_url?.url);
    const html = await (await fetch(url)).text();
    expect(html).toContain('Test page');
    expect(html).toContain('€42.00');
    const back = await fetch(url, { method: 'POST', body: new URLSearchParams({ answer }), redirect: 'manual' });
    expect(back.status).toBe(303);
    const target = new URL(String(back.headers.get('location')));
    expect(target.origin + target.pathname).toBe('http://shop.test/o/1');
    expect(target.searchParams.get('redirect_status')).toBe(redirectStatus);
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe(status);
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(303);
  });

  it('asks for 3-D Secure under the public address that it is proxied at, with a form that keeps to it', async () => {
    const publicUrl = 'https://shop.test/api/payments/emulator';
    const proxied = await startEmulator({ webhookSecret: 'whsec_test', publicUrl: `${publicUrl}/` });
    try {
      const intent = await sdkFor(proxied).paymentIntents.create({
        ...manual,
        payment_method: 'pm_card_authenticationRequired',
      });
      const url = String(intent.next_action?.redirect_to_url?.url);
      expect(url.startsWith(`${publicUrl}/challenge/${intent.id}?secret=`)).toBe(true);
      const html = await (await fetch(url.replace(publicUrl, proxied.url))).text();
      expect(html).toContain('<form method="post">');
      expect(html).not.toMatch(/(href|src|action)=/);
    } finally {
      await proxied.stop();
    }
  });

  it('shows a challenge only to whom knows its secret', async () => {
    const intent = await stripe.paymentIntents.create({ ...manual, payment_method: 'pm_card_authenticationRequired' });
    expect((await fetch(`${emulator.url}/challenge/${intent.id}?secret=guess`)).status).toBe(404);
  });

  it('repeats the stored answer of a key, declines too, and refuses other parameters', async () => {
    const params = { ...manual, payment_method: 'pm_card_visa' };
    const key = { idempotencyKey: 'order-1:1' };
    const [first, second] = await Promise.all([
      stripe.paymentIntents.create(params, key),
      stripe.paymentIntents.create(params, key),
    ]);
    expect(second.id).toBe(first.id);
    await expect(stripe.paymentIntents.create({ ...params, amount: 4300 }, key)).rejects.toBeInstanceOf(
      Stripe.errors.StripeIdempotencyError,
    );
    const declined = { ...manual, payment_method: 'pm_card_chargeDeclined' };
    const one = await stripe.paymentIntents
      .create(declined, { idempotencyKey: 'd' })
      .catch((error: Stripe.errors.StripeCardError) => error.charge);
    const two = await stripe.paymentIntents
      .create(declined, { idempotencyKey: 'd' })
      .catch((error: Stripe.errors.StripeCardError) => error.charge);
    expect(one).toBe(two);
  });

  it('lists newest first and looks events up', async () => {
    const [latest] = (await stripe.paymentIntents.list({ limit: 2 })).data;
    expect(latest?.object).toBe('payment_intent');
    const [event] = (await stripe.events.list({ type: 'payment_intent.amount_capturable_updated', limit: 1 })).data;
    expect((await stripe.events.retrieve(String(event?.id))).data.object).toMatchObject({ object: 'payment_intent' });
  });

  it('finds intents by their metadata', async () => {
    const made = await stripe.paymentIntents.create({
      ...manual,
      payment_method: 'pm_card_visa',
      metadata: { paymentId: 'p-7' },
    });
    const { data } = await stripe.paymentIntents.search({ query: "metadata['paymentId']:'p-7'" });
    expect(data.map(({ id }) => id)).toEqual([made.id]);
    expect((await stripe.paymentIntents.search({ query: "metadata['paymentId']:'p-8'" })).data).toEqual([]);
  });

  it('refuses a wrong key, an unknown id, an unknown address and a publishable key where it has no business', async () => {
    await expect(sdkFor(emulator, 'nonsense').paymentIntents.list()).rejects.toBeInstanceOf(
      Stripe.errors.StripeAuthenticationError,
    );
    await expect(sdkFor(emulator, 'pk_test_x').paymentIntents.list()).rejects.toBeInstanceOf(
      Stripe.errors.StripeAuthenticationError,
    );
    await expect(methodOf(sdkFor(emulator, 'pk_test_x'), visa.number)).resolves.toMatchObject({ type: 'card' });
    await expect(stripe.paymentIntents.retrieve('pi_none')).rejects.toMatchObject({ code: 'resource_missing' });
    await expect(stripe.customers.list()).rejects.toMatchObject({ statusCode: 404 });
  });

  it('loses an answer when asked to; the same key finds what was done', async () => {
    emulator.faults.add({ path: '/v1/payment_intents', mode: 'drop', times: 2 });
    const params = { ...manual, payment_method: 'pm_card_visa' };
    await expect(stripe.paymentIntents.create(params, { idempotencyKey: 'lost' })).rejects.toBeInstanceOf(
      Stripe.errors.StripeConnectionError,
    );
    const before = emulator.state.intents.size;
    expect((await stripe.paymentIntents.create(params, { idempotencyKey: 'lost' })).status).toBe('requires_capture');
    expect(emulator.state.intents.size).toBe(before);
  });

  it('answers late when asked to, with the work done long before', async () => {
    emulator.faults.add({ path: '/v1/payment_intents', method: 'POST', mode: 'late', times: 1, delayMs: 700 });
    const metadata = { paymentId: 'late' };
    const answer = stripe.paymentIntents.create({ ...manual, payment_method: 'pm_card_visa', metadata });
    let answered = false;
    const given = answer.then(
      () => (answered = true),
      () => undefined,
    );
    let found: Stripe.PaymentIntent[] = [];
    while (found.length === 0)
      found = (await stripe.paymentIntents.search({ query: "metadata['paymentId']:'late'" })).data;
    expect(found[0]?.status).toBe('requires_capture');
    expect(answered).toBe(false);
    await given;
    expect((await answer).id).toBe(found[0]?.id);
  });

  it('gives objects all fields that Stripe publishes (names from stripe/openapi, MIT)', async () => {
    const intent = await stripe.paymentIntents.create({ ...manual, payment_method: 'pm_card_visa' });
    await stripe.paymentIntents.capture(intent.id);
    const refund = await stripe.refunds.create({ payment_intent: intent.id });
    const [event] = (await stripe.events.list()).data;
    const [charge] = (await stripe.charges.list({ payment_intent: intent.id })).data;
    const method = await methodOf(stripe, visa.number);
    for (const [name, made] of Object.entries({
      payment_intent: intent,
      refund,
      event,
      charge,
      payment_method: method,
    })) {
      const missing = published[name as keyof typeof published].filter((field) => !(field in (made as object)));
      expect([name, missing]).toEqual([name, []]);
    }
  });
});
