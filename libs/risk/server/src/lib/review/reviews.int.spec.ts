import { ListReviewsHandler } from './list-reviews.handler';
import { ListReviews } from './list-reviews.query';
import { ResolveReview } from './resolve-review.command';
import { ResolveReviewHandler } from './resolve-review.handler';
import { aPayment, RiskWorld } from '../testing/risk-world';

describe('reviews on PostgreSQL', () => {
  let world: RiskWorld;
  let assessmentId: string;
  const open = (limit?: number) => new ListReviewsHandler(world.em).execute(new ListReviews({ limit }));
  const resolve = (commandId: string, decision: 'approve' | 'decline', id = assessmentId) =>
    new ResolveReviewHandler(world.store).execute(
      new ResolveReview({ commandId, assessmentId: id, decision, note: 'called them', resolvedBy: 'staff-1' }),
    );

  beforeAll(async () => {
    world = await RiskWorld.open();
    const assess = world.handler();
    await assess(aPayment('fine', { amountMinor: 2_000 }));
    const answer = await assess(aPayment('doubtful', { amountMinor: 11_000 }));
    assessmentId = (answer as { assessmentId: string }).assessmentId;
    await assess(aPayment('bad', { amountMinor: 60_000 }));
  });
  afterAll(() => world.database.drop());

  it('are listed at once, with what a person needs to decide', async () => {
    const reviews = await open();
    expect(reviews).toHaveLength(1);
    expect(reviews[0]).toMatchObject({
      assessmentId,
      orderId: 'order-doubtful',
      paymentId: 'payment-doubtful',
      amountMinor: 11_000,
      decision: 'review',
      reasons: [{ feature: 'amount', text: 'an amount of 110.00' }],
    });
  });

  it('are refused where nothing was open', async () => {
    await expect(resolve('r0', 'approve', 'nobody')).rejects.toMatchObject({ status: 404 });
    const bad = (await world.events()).find(({ data }) => (data as { orderId: string }).orderId === 'order-bad');
    await expect(resolve('r1', 'approve', (bad?.data as { assessmentId: string }).assessmentId)).rejects.toMatchObject({
      status: 409,
      code: 'risk.not_in_review',
    });
  });

  it('are resolved once: one answer of two at once, the same answer again, no other', async () => {
    const answers = await Promise.allSettled([resolve('r2', 'approve'), resolve('r3', 'decline')]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const winner = answers[0].status === 'fulfilled' ? 'approve' : 'decline';
    const loser = winner === 'approve' ? 'decline' : 'approve';
    expect(await resolve('r4', winner)).toMatchObject({ assessmentId, decision: winner });
    await expect(resolve('r5', loser)).rejects.toMatchObject({ status: 409, code: 'risk.review_resolved' });
    const resolved = (await world.events()).filter(({ type }) => type === 'risk.review.resolved');
    expect(resolved).toHaveLength(1);
    expect(await open()).toEqual([]);
  });

  it('leave the assessment’s first answer as it was', async () => {
    expect(await world.handler()(aPayment('doubtful', { amountMinor: 11_000 }))).toMatchObject({ decision: 'review' });
  });

  it('show in the analysts’ view with who decided what', async () => {
    await world.fold('risk-assessments', await world.events());
    const rows = await world.em
      .fork()
      .execute<object[]>(
        'SELECT order_id, decision, final_decision, resolved_by, probability > 0.5 AS likely FROM risk.assessments ORDER BY amount_minor',
      );
    expect(rows).toEqual([
      { order_id: 'order-fine', decision: 'approve', final_decision: 'approve', resolved_by: null, likely: false },
      {
        order_id: 'order-doubtful',
        decision: 'review',
        final_decision: expect.stringMatching(/approve|decline/),
        resolved_by: 'staff-1',
        likely: true,
      },
      { order_id: 'order-bad', decision: 'decline', final_decision: 'decline', resolved_by: null, likely: true },
    ]);
  });
});
