import type { RecordedEvent } from '@mercury/platform/event-store';
import type { RiskEvent } from '@mercury/risk/contracts';
import { aPayment, RiskWorld } from '../testing/risk-world';

type Made = Extract<RiskEvent, { type: 'risk.assessment.made' }>['data'];

describe('assessing payments on PostgreSQL', () => {
  let world: RiskWorld;
  beforeAll(async () => {
    world = await RiskWorld.open();
  });
  afterAll(() => world.database.drop());

  const made = async (customerKey: string): Promise<Made[]> =>
    (await world.events()).map(({ data }) => data as Made).filter((data) => data.customerKey === customerKey);
  const featuresOf = async (customerKey: string, feature: string) =>
    (await made(customerKey)).map(({ features }) => features[feature]);
  const numbers = (count: number) => Array.from({ length: count }, (_, n) => n + 1);

  it('answers a repeated command as the first time, and notes the payment once', async () => {
    const assess = world.handler();
    const request = aPayment('repeat', { customerKey: 'repeat', amountMinor: 11_000 });
    const first = await assess(request);
    expect(first).toMatchObject({ decision: 'review', modelId: 'by-amount' });
    expect(await assess(request)).toEqual(first);
    const answers = await Promise.all(numbers(6).map(() => world.handler()(request)));
    for (const answer of answers) expect(answer).toEqual(first);
    expect(await made('repeat')).toHaveLength(1);
    await assess(aPayment('repeat-2', { customerKey: 'repeat' }));
    expect(await featuresOf('repeat', 'customer_count_1h')).toEqual([1, 2]);
  });

  it('refuses a repeated command with another payment', async () => {
    const assess = world.handler();
    await assess(aPayment('mismatch'));
    await expect(assess(aPayment('mismatch', { amountMinor: 1 }))).rejects.toMatchObject({ status: 422 });
  });

  it('refuses what it cannot score, field by field', async () => {
    const wrong = aPayment('wrong', { amountMinor: 1.5, occurredAt: 'yesterday', shippingCountry: 'Germany' });
    await expect(world.handler()(wrong)).rejects.toMatchObject({
      status: 422,
      fieldErrors: [{ field: 'amountMinor' }, { field: 'occurredAt' }, { field: 'shippingCountry' }],
    });
  });

  it('lets payments that come at once see each other, each count once, across processes', async () => {
    const processes = [world.handler(), world.handler()];
    await Promise.all(
      numbers(20).map((n) =>
        processes[n % 2]?.(aPayment(`burst-${n}`, { customerKey: 'burst', amountMinor: 100 * n })),
      ),
    );
    expect(await featuresOf('burst', 'customer_count_1h')).toEqual(numbers(20));
    const payments = await made('burst');
    payments.reduce((sum, { amountMinor, features }) => {
      expect(features['customer_amount_24h']).toBe(sum + amountMinor);
      return sum + amountMinor;
    }, 0);
  });

  it('lets different customers with one card at once see each other', async () => {
    const processes = [world.handler(), world.handler()];
    await Promise.all(
      numbers(8).map((n) =>
        processes[n % 2]?.(aPayment(`card-${n}`, { customerKey: `card-user-${n}`, cardFingerprint: 'stolen' })),
      ),
    );
    const others = await Promise.all(numbers(8).map((n) => featuresOf(`card-user-${n}`, 'card_other_customers')));
    expect(others.flat().sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('knows a test card within its customer only', async () => {
    const assess = world.handler({ testCards: true });
    for (const [n, customerKey] of ['tester-1', 'tester-2', 'tester-2'].entries())
      await assess(aPayment(`test-card-${n}`, { customerKey, cardFingerprint: '4242' }));
    expect(await featuresOf('tester-2', 'card_other_customers')).toEqual([0, 0]);
    expect(await featuresOf('tester-2', 'card_count_1h')).toEqual([1, 2]);
  });

  it('counts by the time of the payments, not by their arrival', async () => {
    const assess = world.handler();
    const at = (commandId: string, occurredAt: string) =>
      assess(aPayment(commandId, { customerKey: 'late', occurredAt }));
    await at('noon', '2026-11-24T12:00:00.000Z');
    await at('one', '2026-11-24T13:00:00.000Z');
    await at('half-past-eleven', '2026-11-24T11:30:00.000Z');
    await at('next-month', '2026-12-24T13:00:00.000Z');
    expect(await featuresOf('late', 'customer_count_1h')).toEqual([1, 1, 1, 1]);
    expect(await featuresOf('late', 'customer_count_24h')).toEqual([1, 2, 1, 1]);
    expect(await featuresOf('late', 'customer_count_30d')).toEqual([1, 2, 1, 1]);
    expect(await featuresOf('late', 'first_payment')).toEqual([1, 0, 0, 0]);
  });

  it('counts the declined attempts of the order', async () => {
    const declined = ['p1', 'p2', 'p1'].map((paymentId) => ({
      type: 'payment.payment.declined',
      data: { paymentId, orderId: 'order-third-try', declineCode: 'generic_decline', message: '' },
    }));
    await world.fold('risk-declines', declined as unknown as RecordedEvent[]);
    await world.handler()(aPayment('third-try', { customerKey: 'persistent' }));
    expect(await featuresOf('persistent', 'order_declines')).toEqual([2]);
  });
});
