import { dieBefore } from '../testing/dying-store';
import { paymentWorld, type PaymentWorld } from '../testing/payment-world';

const SOON_MS = 16_000;
const HOUR_MS = 3_600_000;
const THREE_D_SECURE = 'pm_card_threeDSecure2Required';

describe('payments whose outcome is not known', () => {
  let world: PaymentWorld;
  beforeEach(async () => {
    world = await paymentWorld();
  });
  afterEach(() => world.close());

  /** Every call fails from now on, the SDK's own repetitions too; four failures do not open the breaker. */
  const failing = (mode: 'hang' | 'drop' | 'error', times = 4, path = '/v1/payment_intents') =>
    world.emulator.faults.add({ path, mode, times });
  const reconcileAfter = async (ms = SOON_MS) => {
    world.emulator.faults.clear();
    world.clock.forward(ms);
    return world.reconciler.sweep();
  };

  it.each(['hang', 'drop', 'error'] as const)(
    'is processing after "%s", and then charged exactly once',
    async (mode) => {
      failing(mode);
      expect(await world.authorise('o')).toMatchObject({ status: 'processing' });
      expect(await world.historyOf('o')).toEqual(['started']);
      expect(await reconcileAfter()).toBe(1);
      expect(await world.historyOf('o')).toEqual(['started', 'authorised']);
      expect(await world.intentsOf('o')).toMatchObject([{ status: 'requires_capture' }]);
    },
  );

  it('is declined when that is what the lost answer said', async () => {
    failing('drop');
    expect(await world.authorise('o', 'pm_card_chargeDeclined')).toMatchObject({ status: 'processing' });
    await reconcileAfter();
    expect(await world.authorise('o', 'pm_card_chargeDeclined')).toMatchObject({ declineCode: 'generic_decline' });
    expect(world.emulator.state.charges.size).toBe(1);
  });

  it('is found by its metadata when Stripe goes on answering with its first failure', async () => {
    failing('drop', 2);
    await world.authorise('o');
    world.clock.forward(SOON_MS);
    // The repeated call fails as well, the search after it does not.
    failing('error', 2);
    await world.reconciler.sweep();
    expect(await world.historyOf('o')).toEqual(['started', 'authorised']);
  });

  it('is known when the process dies between the answer of Stripe and its event', async () => {
    dieBefore(world.store, 'payment.payment.authorised');
    await expect(world.authorise('o')).rejects.toThrow('died');
    expect(await world.authorise('o')).toMatchObject({ status: 'authorised' });
    expect(await world.intentsOf('o')).toHaveLength(1);
  });

  it('is known by reconciliation when nobody asks again', async () => {
    dieBefore(world.store, 'payment.payment.authorised');
    await expect(world.authorise('o')).rejects.toThrow('died');
    await reconcileAfter();
    expect(await world.historyOf('o')).toEqual(['started', 'authorised']);
  });

  it('is captured once when the process dies between the capture and its event', async () => {
    const { paymentId } = await world.authorise('o');
    dieBefore(world.store, 'payment.payment.captured');
    await expect(world.capture(paymentId)).rejects.toThrow('died');
    expect(await world.capture(paymentId)).toMatchObject({ status: 'captured' });
    expect(await world.intentsOf('o')).toMatchObject([{ status: 'succeeded', amount_received: 4200 }]);
  });

  it('is refunded once when the process dies between the refund and its event', async () => {
    const { paymentId } = await world.authorise('o');
    await world.capture(paymentId);
    dieBefore(world.store, 'payment.payment.refunded');
    await expect(world.refund(paymentId)).rejects.toThrow('died');
    expect(await world.refund(paymentId)).toMatchObject({ status: 'refunded' });
    expect(world.emulator.state.refunds.size).toBe(1);
  });

  it('is authorised by polling when the webhook of a challenge never comes', async () => {
    const view = await world.authorise('o', THREE_D_SECURE);
    await fetch(String(view.nextActionUrl), { method: 'POST', body: new URLSearchParams({ answer: 'approve' }) }).catch(
      () => undefined,
    );
    expect(await reconcileAfter(31_000)).toBe(1);
    expect(await world.historyOf('o')).toEqual(['started', 'action-required', 'authorised']);
  });

  it('waits longer each time while the shopper is away', async () => {
    await world.authorise('o', THREE_D_SECURE);
    expect(await reconcileAfter(31_000)).toBe(1);
    expect(await reconcileAfter(5_000)).toBe(0);
    expect(await reconcileAfter(11_000)).toBe(1);
    expect(await world.historyOf('o')).toEqual(['started', 'action-required']);
  });

  it('notices an authorisation that has expired at Stripe', async () => {
    await world.authorise('o');
    const [intent] = await world.intentsOf('o');
    await world.stripe.paymentIntents.cancel(String(intent?.id));
    expect(await reconcileAfter(HOUR_MS + SOON_MS)).toBe(1);
    expect(await world.historyOf('o')).toEqual(['started', 'authorised', 'voided']);
  });

  it('gives up a day later what Stripe has never heard of', async () => {
    failing('error');
    await world.authorise('o');
    await reconcileAfter(24 * HOUR_MS);
    expect(await world.historyOf('o')).toEqual(['started']);
    await reconcileAfter(3 * HOUR_MS);
    expect(await world.authorise('o')).toMatchObject({ status: 'declined', declineCode: 'not_attempted' });
    expect(world.emulator.state.intents.size).toBe(0);
  });
});
