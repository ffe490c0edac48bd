import { Redis } from 'ioredis';
import { paymentIdOf } from '@mercury/payment/domain';
import { PausedParts, ProjectionRunner, ProjectionWriter, replayProjection } from '@mercury/platform/projections';
import { paymentWorld, type PaymentWorld } from '../testing/payment-world';
import { paymentSummaryProjection } from './payment-summary.projection';

describe('the summary of payments', () => {
  let world: PaymentWorld;
  let redis: Redis;
  let writer: ProjectionWriter;
  beforeAll(async () => {
    world = await paymentWorld();
    redis = new Redis(process.env['MERCURY_TEST_REDIS_URL'] as string, { protocol: 2 });
    writer = new ProjectionWriter(world.em, redis);
    await writer.install(paymentSummaryProjection);
  });
  afterAll(async () => {
    redis.disconnect();
    await world.close();
  });

  const catchUp = () =>
    new ProjectionRunner(paymentSummaryProjection, writer, new PausedParts(world.em), world.store, {
      backoffMs: 1,
      onError: (_, error) => {
        throw error;
      },
    }).catchUp();
  const rowOf = async (orderId: string) => {
    const [row] = await world.em
      .fork()
      .execute('SELECT * FROM payment.payment_summary WHERE payment_id = ?', [paymentIdOf(orderId, 1)]);
    return row;
  };

  it('says what became of each attempt, page by page', async () => {
    const { paymentId } = await world.authorise('sold', 'pm_card_de');
    await world.authorise('declined', 'pm_card_chargeDeclined');
    await world.authorise('asked', 'pm_card_threeDSecure2Required');
    await catchUp();
    expect(await rowOf('sold')).toMatchObject({ status: 'authorised', card_country: 'DE', captured_minor: '0' });
    expect(await rowOf('declined')).toMatchObject({ status: 'declined', decline_code: 'generic_decline' });
    expect(await rowOf('asked')).toMatchObject({ status: 'action_required', challenged: true, decided_at: null });
    await world.capture(paymentId);
    await world.refund(paymentId);
    await world.void(paymentIdOf('asked', 1));
    await catchUp();
    expect(await rowOf('sold')).toMatchObject({ status: 'refunded', captured_minor: '4200', refunded_minor: '4200' });
    expect(await rowOf('asked')).toMatchObject({ status: 'voided', void_reason: 'cancelled', challenged: true });
  });

  it.each([1, 500])('gives the same rows again when it is replayed with pages of %i', async (pageSize) => {
    await catchUp();
    const result = await replayProjection(world.store, paymentSummaryProjection, writer, { pageSize });
    expect(result).toMatchObject({ equal: true, swapped: true });
    expect(await rowOf('sold')).toMatchObject({ status: 'refunded' });
  });
});
