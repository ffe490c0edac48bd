import type { RecordedEvent } from '@mercury/platform/event-store';
import type { PostgresProjection, ProjectionTransaction } from '@mercury/platform/projections';
import type { RiskEvent } from '@mercury/risk/contracts';

type Known = RiskEvent & Pick<RecordedEvent, 'metadata'>;
type Made = Extract<Known, { type: 'risk.assessment.made' }>;
type Resolved = Extract<Known, { type: 'risk.review.resolved' }>;

/** Every assessment as analysts read it: `SELECT * FROM risk.assessments`. `final_decision` is null while a review is open. */
export const assessmentsProjection: PostgresProjection = {
  name: 'risk-assessments',
  version: 1,
  topics: ['commerce'],
  handles: ['risk.assessment.made', 'risk.review.resolved'],
  schema: 'risk',
  tables: {
    assessments: (table) => [
      `CREATE TABLE ${table} (
        assessment_id text COLLATE "C" PRIMARY KEY, order_id text NOT NULL, payment_id text NOT NULL,
        customer_key text NOT NULL, amount_minor bigint NOT NULL, currency text NOT NULL, probability double precision,
        decision text NOT NULL, final_decision text, reasons jsonb NOT NULL, features jsonb NOT NULL, model_id text NOT NULL,
        assessed_at timestamptz NOT NULL, resolved_at timestamptz, resolved_by text, note text)`,
      `CREATE INDEX ON ${table} (assessed_at)`,
      `CREATE INDEX ON ${table} (customer_key)`,
    ],
  },
  async apply(page, tx) {
    const events = page as unknown as readonly Known[];
    // Both events of an assessment are in one stream, so the first is here before the second.
    await insert(
      events.filter((event) => event.type === 'risk.assessment.made'),
      tx,
    );
    await resolve(
      events.filter((event) => event.type === 'risk.review.resolved'),
      tx,
    );
  },
};

async function insert(events: readonly Made[], tx: ProjectionTransaction): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ data, metadata }) => ({
    assessment_id: data.assessmentId,
    order_id: data.orderId,
    payment_id: data.paymentId,
    customer_key: data.customerKey,
    amount_minor: data.amountMinor,
    currency: data.currency,
    probability: data.probability,
    decision: data.decision,
    final_decision: data.decision === 'review' ? null : data.decision,
    reasons: data.reasons,
    features: data.features,
    model_id: data.modelId,
    assessed_at: metadata.occurredAt,
  }));
  await tx.execute(
    `INSERT INTO ${tx.table('assessments')}
     SELECT * FROM jsonb_to_recordset(?::jsonb) AS r(assessment_id text, order_id text, payment_id text, customer_key text,
       amount_minor bigint, currency text, probability double precision, decision text, final_decision text, reasons jsonb,
       features jsonb, model_id text, assessed_at timestamptz, resolved_at timestamptz, resolved_by text, note text)`,
    [JSON.stringify(rows)],
  );
}

async function resolve(events: readonly Resolved[], tx: ProjectionTransaction): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ data, metadata }) => ({ ...data, at: metadata.occurredAt }));
  await tx.execute(
    `UPDATE ${tx.table('assessments')} a
        SET final_decision = r.decision, resolved_at = r.at, resolved_by = r."resolvedBy", note = r.note
       FROM jsonb_to_recordset(?::jsonb) AS r("assessmentId" text, decision text, note text, "resolvedBy" text, at timestamptz)
      WHERE a.assessment_id = r."assessmentId"`,
    [JSON.stringify(rows)],
  );
}
