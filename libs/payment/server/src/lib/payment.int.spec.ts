import type { PaymentView } from '@mercury/payment/contracts';
import { GetClientConfig } from './queries/get-client-config.query';
import { GetPayment } from './queries/get-payment.query';
import { paymentWorld, type PaymentWorld } from './testing/payment-world';

describe('payments through the real SDK', () => {
  let world: PaymentWorld;
  beforeAll(async () => {
    world = await paymentWorld();
  });
  afterAll(() => world.close());

  const authorised = async (orderId: string): Promise<PaymentView> => {
    const view = await world.authorise(orderId);
    expect(view).toMatchObject({ orderId, status: 'authorised', amountMinor: 4200, currency: 'EUR' });
    return view;
  };

  it('authorises once, however often the attempt is sent', async () => {
    const views = await Promise.all([authorised('once'), authorised('once'), authorised('once')]);
    expect(new Set(views.map(({ paymentId }) => paymentId)).size).toBe(1);
    expect(await authorised('once')).toEqual(views[0]);
    expect(await world.historyOf('once')).toEqual(['started', 'authorised']);
    expect(await world.intentsOf('once')).toMatchObject([
      { status: 'requires_capture', amount: 4200, currency: 'eur', metadata: { orderId: 'once' } },
    ]);
  });

  it('knows the card by its fingerprint and country, and nothing more of it', async () => {
    await world.authorise('card', 'pm_card_de');
    const { paymentId } = await world.authorise('card', 'pm_card_de');
    const [, event] = await world.store.readStream(`payment.payment-${paymentId}`);
    expect(event?.data).toMatchObject({ cardFingerprint: expect.any(String), cardCountry: 'DE', amountMinor: 4200 });
    expect(JSON.stringify(event?.data)).not.toContain('0016');
  });

  it.each([
    ['pm_card_chargeDeclined', 'generic_decline'],
    ['pm_card_chargeDeclinedInsufficientFunds', 'insufficient_funds'],
    ['pm_card_chargeDeclinedExpiredCard', 'expired_card'],
    ['pm_card_chargeDeclinedIncorrectCvc', 'incorrect_cvc'],
    ['pm_nobody_made_this', 'resource_missing'],
  ])('answers %s with the decline %s, and the same when it is asked again', async (method, declineCode) => {
    const view = await world.authorise(`declined-${declineCode}`, method);
    expect(view).toMatchObject({ status: 'declined', declineCode, declineMessage: expect.any(String) });
    expect(await world.authorise(`declined-${declineCode}`, method)).toEqual(view);
    expect(await world.historyOf(`declined-${declineCode}`)).toEqual(['started', 'declined']);
  });

  it('keeps what Stripe says of our request from the shopper', async () => {
    const view = await world.authorise('unmade', 'pm_nobody_made_this');
    expect(view.declineMessage).toBe('This card could not be used. Please enter it again.');
  });

  it('refuses an attempt that was made before with another amount', async () => {
    await authorised('changed');
    await expect(world.authorise('changed', 'pm_card_visa', { amountMinor: 1 })).rejects.toMatchObject({
      code: 'payment.attempt_mismatch',
      status: 409,
    });
  });

  it('makes another payment of another attempt', async () => {
    const first = await world.authorise('retried', 'pm_card_chargeDeclined');
    const second = await world.authorise('retried', 'pm_card_visa', { attempt: 2, commandId: 'pay:retried:2' });
    expect(second).toMatchObject({ status: 'authorised', orderId: 'retried' });
    expect(second.paymentId).not.toBe(first.paymentId);
  });

  it('captures once when it is asked twice at once and once more', async () => {
    const { paymentId } = await authorised('captured');
    const views = await Promise.all([world.capture(paymentId), world.capture(paymentId)]);
    for (const view of [...views, await world.capture(paymentId)]) expect(view).toMatchObject({ status: 'captured' });
    expect(await world.historyOf('captured')).toEqual(['started', 'authorised', 'captured']);
    expect(await world.intentsOf('captured')).toMatchObject([{ status: 'succeeded', amount_received: 4200 }]);
  });

  it('does not capture what is no longer authorised, and says that it is void', async () => {
    const { paymentId } = await authorised('expired');
    const [intent] = await world.intentsOf('expired');
    await world.stripe.paymentIntents.cancel(String(intent?.id));
    await expect(world.capture(paymentId)).rejects.toMatchObject({ code: 'payment.not_capturable', status: 409 });
    expect(await world.historyOf('expired')).toEqual(['started', 'authorised', 'voided']);
  });

  it('voids once, and captures nothing afterwards', async () => {
    const { paymentId } = await authorised('voided');
    expect(await world.void(paymentId)).toMatchObject({ status: 'voided' });
    expect(await world.void(paymentId)).toMatchObject({ status: 'voided' });
    await expect(world.capture(paymentId)).rejects.toMatchObject({ code: 'payment.not_capturable' });
    expect(await world.historyOf('voided')).toEqual(['started', 'authorised', 'void-requested', 'voided']);
    expect(await world.intentsOf('voided')).toMatchObject([{ status: 'canceled', amount_received: 0 }]);
  });

  it('does not void what was captured, whichever of the two is faster', async () => {
    const { paymentId } = await authorised('race');
    const [capture, release] = await Promise.allSettled([world.capture(paymentId), world.void(paymentId)]);
    const [intent] = await world.intentsOf('race');
    const { status } = await world.queries.execute(new GetPayment({ paymentId }));
    expect(['captured', 'voided']).toContain(status);
    expect(intent?.status).toBe(status === 'captured' ? 'succeeded' : 'canceled');
    expect(capture.status).toBe(status === 'captured' ? 'fulfilled' : 'rejected');
    expect(release.status).toBe(status === 'captured' ? 'rejected' : 'fulfilled');
  });

  it('refunds once when it is asked twice at once, with other reasons too', async () => {
    const { paymentId } = await authorised('refunded');
    await world.capture(paymentId);
    const views = await Promise.all([world.refund(paymentId), world.refund(paymentId, 'broken')]);
    for (const view of [...views, await world.refund(paymentId)]) expect(view).toMatchObject({ status: 'refunded' });
    expect(await world.historyOf('refunded')).toEqual(['started', 'authorised', 'captured', 'refunded']);
    const [intent] = await world.intentsOf('refunded');
    const { data } = await world.stripe.refunds.list({ payment_intent: String(intent?.id) });
    expect(data.map(({ amount }) => amount)).toEqual([4200]);
  });

  it('refuses to refund what was not captured, and does not know what never was', async () => {
    const { paymentId } = await authorised('unspent');
    await expect(world.refund(paymentId)).rejects.toMatchObject({ code: 'payment.not_refundable', status: 409 });
    await expect(world.void('nobody')).rejects.toMatchObject({ code: 'payment.not_found', status: 404 });
    await expect(world.queries.execute(new GetPayment({ paymentId: 'nobody' }))).rejects.toMatchObject({ status: 404 });
  });

  it('tells the browser where the emulator takes cards', async () => {
    expect(await world.queries.execute(new GetClientConfig())).toEqual({
      publishableKey: 'pk_test_spec',
      mode: 'emulator',
      tokenUrl: '/api/payments/emulator/v1/payment_methods',
    });
  });
});
