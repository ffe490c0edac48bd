import { dieBefore } from '../testing/dying-store';
import { paymentWorld, type PaymentWorld } from '../testing/payment-world';

describe('giving up a payment while Stripe is away', () => {
  let world: PaymentWorld;
  beforeEach(async () => {
    world = await paymentWorld();
  });
  afterEach(() => world.close());

  const failing = (mode: 'hang' | 'drop' | 'error', times: number) =>
    world.emulator.faults.add({ path: '/v1/payment_intents', mode, times });
  const reconcile = async () => {
    world.emulator.faults.clear();
    world.clock.forward(16_000);
    return world.reconciler.sweep();
  };
  const statuses = async () => (await world.intentsOf('o')).map(({ status }) => status);

  it('keeps no money when the lost call had authorised', async () => {
    failing('drop', 2);
    const { paymentId } = await world.authorise('o');
    failing('hang', 2);
    expect(await world.void(paymentId)).toMatchObject({ status: 'processing', voidRequested: true });
    expect(await statuses()).toEqual(['requires_capture']);
    await reconcile();
    expect(await statuses()).toEqual(['canceled']);
    expect(await world.historyOf('o')).toEqual(['started', 'void-requested', 'voided']);
  });

  it('does not make the call when it had not been made', async () => {
    failing('hang', 4);
    const { paymentId } = await world.authorise('o');
    await world.void(paymentId);
    await reconcile();
    expect(world.emulator.state.charges.size).toBe(0);
    expect(await statuses()).toEqual(['canceled']);
    expect(await world.authorise('o')).toMatchObject({ status: 'voided' });
  });

  it('voids at once what turns out to be authorised while the wish is written down', async () => {
    failing('drop', 2);
    const { paymentId } = await world.authorise('o');
    expect(await world.void(paymentId)).toMatchObject({ status: 'voided' });
    expect(await statuses()).toEqual(['canceled']);
  });

  it('leaves a decline as it is', async () => {
    failing('drop', 2);
    const { paymentId } = await world.authorise('o', 'pm_card_chargeDeclined');
    expect(await world.void(paymentId)).toMatchObject({ status: 'declined' });
  });

  it('refuses the capture of what is to be given up, and lets it go when Stripe is back', async () => {
    const { paymentId } = await world.authorise('o');
    failing('error', 2);
    expect(await world.void(paymentId)).toMatchObject({ status: 'authorised', voidRequested: true });
    await expect(world.capture(paymentId)).rejects.toMatchObject({ code: 'payment.not_capturable' });
    await reconcile();
    expect(await statuses()).toEqual(['canceled']);
    expect(await world.historyOf('o')).toEqual(['started', 'authorised', 'void-requested', 'voided']);
  });

  it('ends when the process dies between the release and its event', async () => {
    const { paymentId } = await world.authorise('o');
    dieBefore(world.store, 'payment.payment.voided');
    await expect(world.void(paymentId)).rejects.toThrow('died');
    await reconcile();
    expect(await world.historyOf('o')).toEqual(['started', 'authorised', 'void-requested', 'voided']);
  });

  it('releases what a shopper approves after the payment was given up', async () => {
    const view = await world.authorise('o', 'pm_card_threeDSecure2Required');
    failing('error', 2);
    expect(await world.void(view.paymentId)).toMatchObject({ status: 'action_required', voidRequested: true });
    const [intent] = await world.intentsOf('o');
    await fetch(String(view.nextActionUrl), {
      method: 'POST',
      body: new URLSearchParams({ answer: 'approve' }),
      redirect: 'manual',
    });
    await world.door.until(String(intent?.id), 4);
    await world.webhooks.sweep();
    expect(await statuses()).toEqual(['canceled']);
    expect(await world.historyOf('o')).toEqual(['started', 'action-required', 'void-requested', 'voided']);
  });
});
