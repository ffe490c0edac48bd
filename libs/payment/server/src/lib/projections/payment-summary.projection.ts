import type { PaymentEvent } from '@mercury/payment/contracts';
import type { RecordedEvent } from '@mercury/platform/event-store';
import type { PostgresProjection, ProjectionTransaction } from '@mercury/platform/projections';
import { advance, type SummaryRow } from './payment-summary.row';

/** Payments for analysts: what became of each attempt, when, and why not. A payment is one stream, so its rows fold in order. */
export const paymentSummaryProjection: PostgresProjection = {
  name: 'payment-summary',
  version: 1,
  topics: ['commerce'],
  handles: [
    'payment.payment.started',
    'payment.payment.action-required',
    'payment.payment.authorised',
    'payment.payment.declined',
    'payment.payment.void-requested',
    'payment.payment.voided',
    'payment.payment.captured',
    'payment.payment.refunded',
  ],
  schema: 'payment',
  tables: {
    payment_summary: (table) => [
      `CREATE TABLE ${table} (
        payment_id text COLLATE "C" PRIMARY KEY, order_id text COLLATE "C" NOT NULL, attempt integer NOT NULL,
        status text NOT NULL, currency text NOT NULL, amount_minor bigint NOT NULL, captured_minor bigint NOT NULL,
        refunded_minor bigint NOT NULL, challenged boolean NOT NULL, decline_code text, void_reason text, card_country text,
        started_at timestamptz NOT NULL, decided_at timestamptz, updated_at timestamptz NOT NULL)`,
      `CREATE INDEX ON ${table} (started_at)`,
      `CREATE INDEX ON ${table} (order_id)`,
    ],
  },
  async apply(page, tx) {
    const rows = await knownRows(page, tx);
    for (const event of page) {
      const { data } = event as unknown as PaymentEvent;
      const row = advance(rows.get(data.paymentId), event as unknown as PaymentEvent, event.metadata.occurredAt);
      if (row) rows.set(data.paymentId, row);
    }
    await tx.execute(upsert(tx.table('payment_summary')), [JSON.stringify([...rows.values()])]);
  },
};

async function knownRows(page: readonly RecordedEvent[], tx: ProjectionTransaction): Promise<Map<string, SummaryRow>> {
  const ids = [...new Set(page.map(({ data }) => (data as { paymentId: string }).paymentId))];
  const rows = await tx.execute<{ row: SummaryRow }>(
    `SELECT to_jsonb(t) AS row FROM ${tx.table('payment_summary')} t
     WHERE payment_id IN (SELECT jsonb_array_elements_text(?::jsonb))`,
    [JSON.stringify(ids)],
  );
  return new Map(rows.map(({ row }) => [row.payment_id, row]));
}

function upsert(table: string): string {
  return `INSERT INTO ${table} AS t SELECT * FROM jsonb_populate_recordset(NULL::${table}, ?::jsonb)
    ON CONFLICT (payment_id) DO UPDATE SET status = excluded.status, captured_minor = excluded.captured_minor,
      refunded_minor = excluded.refunded_minor, challenged = excluded.challenged, decline_code = excluded.decline_code,
      void_reason = excluded.void_reason, card_country = excluded.card_country, decided_at = excluded.decided_at,
      updated_at = excluded.updated_at`;
}
