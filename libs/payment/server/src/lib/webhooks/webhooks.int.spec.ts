import { paymentWorld, type PaymentWorld } from '../testing/payment-world';
import { ReceiveWebhook } from './receive-webhook.command';

const THREE_D_SECURE = 'pm_card_threeDSecure2Required';

describe('webhooks of Stripe', () => {
  let world: PaymentWorld;
  beforeAll(async () => {
    world = await paymentWorld();
  });
  afterAll(() => world.close());
  beforeEach(() => {
    Object.assign(world.emulator.webhooks.manners, { delayMs: 0, copies: 1, shuffle: false });
  });

  /** An intent of 3-D Secure whose two webhooks have arrived and were applied. */
  const challenged = async (orderId: string): Promise<{ url: string; intentId: string }> => {
    const view = await world.authorise(orderId, THREE_D_SECURE);
    expect(view).toMatchObject({ status: 'action_required', nextActionUrl: expect.stringContaining('/challenge/pi_') });
    const url = String(view.nextActionUrl);
    const intentId = new URL(url).pathname.split('/').at(-1) as string;
    await world.door.until(intentId, 2 * world.emulator.webhooks.manners.copies);
    await world.webhooks.sweep();
    return { url, intentId };
  };
  /** The shopper at the bank's page; resolves when so many webhooks of the intent have arrived in all. */
  const answer = async (
    { url, intentId }: { url: string; intentId: string },
    choice: 'approve' | 'fail',
    deliveries: number,
  ) => {
    await fetch(url, { method: 'POST', body: new URLSearchParams({ answer: choice }), redirect: 'manual' });
    await world.door.until(intentId, deliveries);
    return intentId;
  };
  const inbox = (intentId: string) =>
    world.em
      .fork()
      .execute<{ type: string; outcome: string }[]>(
        'SELECT type, outcome FROM payment.webhook_inbox WHERE intent_id = ? ORDER BY type',
        [intentId],
      );

  it('complete 3-D Secure: the shopper approves', async () => {
    await answer(await challenged('approved'), 'approve', 4);
    expect(await world.historyOf('approved')).toEqual(['started', 'action-required']);
    await world.webhooks.sweep();
    expect(await world.historyOf('approved')).toEqual(['started', 'action-required', 'authorised']);
    expect(await world.authorise('approved', THREE_D_SECURE)).toMatchObject({ status: 'authorised' });
  });

  it('complete 3-D Secure: the shopper fails the check', async () => {
    await answer(await challenged('failed'), 'fail', 3);
    await world.webhooks.sweep();
    expect(await world.authorise('failed', THREE_D_SECURE)).toMatchObject({
      status: 'declined',
      declineCode: 'payment_intent_authentication_failure',
    });
  });

  it('have one effect, three times each and last first', async () => {
    Object.assign(world.emulator.webhooks.manners, { copies: 3, shuffle: true });
    const intentId = await answer(await challenged('shuffled'), 'approve', 12);
    await Promise.all([world.webhooks.sweep(), world.webhooks.sweep()]);
    const { paymentId } = await world.authorise('shuffled', THREE_D_SECURE);
    await world.capture(paymentId);
    await world.door.until(intentId, 18);
    await Promise.all([world.webhooks.sweep(), world.webhooks.sweep()]);
    expect(await world.historyOf('shuffled')).toEqual(['started', 'action-required', 'authorised', 'captured']);
    expect((await inbox(intentId)).map(({ outcome }) => outcome)).toEqual(['applied', 'applied', 'applied']);
    for (const event of world.emulator.state.events.values()) world.emulator.webhooks.deliver(event);
    await world.door.until(intentId, 36);
    expect(await world.webhooks.sweep()).toBe(0);
  });

  it('are refused with a bad signature, and leave nothing behind', async () => {
    const body = JSON.stringify({ id: 'evt_forged', object: 'event', type: 'payment_intent.succeeded', data: {} });
    await expect(world.commands.execute(new ReceiveWebhook({ body, signature: 't=1,v1=00' }))).rejects.toMatchObject({
      code: 'payment.bad_signature',
      status: 400,
    });
    const rows = await world.em.fork().execute("SELECT 1 FROM payment.webhook_inbox WHERE event_id = 'evt_forged'");
    expect(rows).toEqual([]);
  });

  it('are refused when they were signed long ago', async () => {
    const [event] = world.emulator.state.events.values();
    const body = JSON.stringify(event);
    const timestamp = Math.floor(Date.now() / 1_000) - 3_600;
    const signature = world.stripe.webhooks.generateTestHeaderString({
      payload: body,
      secret: 'whsec_spec',
      timestamp,
    });
    await expect(world.commands.execute(new ReceiveWebhook({ body, signature }))).rejects.toMatchObject({
      code: 'payment.bad_signature',
    });
  });

  it('answer a repeated delivery with its first acceptance', async () => {
    const body = JSON.stringify({ id: 'evt_twice', object: 'event', type: 'customer.created', created: 1, data: {} });
    const signature = world.stripe.webhooks.generateTestHeaderString({ payload: body, secret: 'whsec_spec' });
    const receive = () => world.commands.execute(new ReceiveWebhook({ body, signature }));
    const answers = await Promise.all([receive(), receive()]);
    expect(answers.map(({ duplicate }) => duplicate).sort()).toEqual([false, true]);
  });

  it('that are about no payment of ours stay visible', async () => {
    const intent = await world.stripe.paymentIntents.create({
      ...{ amount: 900, currency: 'eur', confirm: true, capture_method: 'manual', payment_method: 'pm_card_visa' },
    });
    await world.door.until(intent.id, 3);
    await world.webhooks.sweep();
    expect(await inbox(intent.id)).toEqual([{ type: 'payment_intent.amount_capturable_updated', outcome: 'unknown' }]);
  });

  it('that were stored before a crash are applied by the next process', async () => {
    await answer(await challenged('crashed'), 'approve', 4);
    world.emulator.faults.add({ path: '/v1/payment_intents/', mode: 'error', times: 2 });
    expect(await world.webhooks.sweep()).toBe(0);
    expect(await world.historyOf('crashed')).toEqual(['started', 'action-required']);
    world.clock.forward(16_000);
    expect(await world.webhooks.sweep()).toBe(1);
    expect(await world.historyOf('crashed')).toEqual(['started', 'action-required', 'authorised']);
  });

  it('tell of a refund that was made at Stripe', async () => {
    const { paymentId } = await world.authorise('by-hand');
    await world.capture(paymentId);
    const [intent] = await world.intentsOf('by-hand');
    await world.webhooks.sweep();
    await world.stripe.refunds.create({ payment_intent: String(intent?.id), amount: 1200 });
    await world.door.until(String(intent?.id), 7);
    await world.webhooks.sweep();
    const events = await world.store.readStream(`payment.payment-${paymentId}`);
    expect(events.at(-1)).toMatchObject({
      type: 'payment.payment.refunded',
      data: { amountMinor: 1200, reason: 'refunded_at_stripe' },
    });
  });
});
