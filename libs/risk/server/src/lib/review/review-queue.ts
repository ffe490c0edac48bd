import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { PlannedEvent } from '@mercury/platform/event-store';
import type { RiskEvent, RiskReviewItem } from '@mercury/risk/contracts';

type Planned = RiskEvent & Pick<PlannedEvent, 'metadata'>;

/** Puts an assessment that asks for a person into the queue, in the transaction of its event. */
export async function openReview(em: SqlEntityManager, events: readonly PlannedEvent[]): Promise<void> {
  for (const { type, data, metadata } of events as unknown as readonly Planned[]) {
    if (type !== 'risk.assessment.made' || data.decision !== 'review') continue;
    const { assessmentId, orderId, paymentId, customerKey, amountMinor, currency } = data;
    const { probability, decision, reasons, modelId } = data;
    const item: RiskReviewItem = {
      ...{ assessmentId, orderId, probability, decision, reasons, modelId },
      ...{ paymentId, amountMinor, currency, customerKey, openedAt: metadata.occurredAt },
    };
    await em.execute('INSERT INTO risk.reviews (assessment_id, assessment, opened_at) VALUES (?, ?::jsonb, ?)', [
      assessmentId,
      JSON.stringify(item),
      item.openedAt,
    ]);
  }
}

/** Takes resolved reviews out of the queue, in the transaction of their events. */
export async function closeReview(em: SqlEntityManager, events: readonly PlannedEvent[]): Promise<void> {
  for (const { data } of events as unknown as readonly Planned[])
    await em.execute('UPDATE risk.reviews SET resolved = true WHERE assessment_id = ?', [data.assessmentId]);
}

/** Open reviews, the longest waiting first. */
export async function openReviews(em: SqlEntityManager, limit: number): Promise<RiskReviewItem[]> {
  const rows = await em
    .fork()
    .execute<{ assessment: RiskReviewItem }[]>(
      'SELECT assessment FROM risk.reviews WHERE NOT resolved ORDER BY opened_at, assessment_id LIMIT ?',
      [limit],
    );
  return rows.map(({ assessment }) => assessment);
}
