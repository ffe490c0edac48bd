import type { PaymentEvent } from '@mercury/payment/contracts';
import type { PostgresProjection } from '@mercury/platform/projections';

type Declined = Extract<PaymentEvent, { type: 'payment.payment.declined' }>;

/** Attempts that the bank declined, by order: who tries one card after another shows it here. */
export const declinesProjection: PostgresProjection = {
  name: 'risk-declines',
  version: 1,
  topics: ['commerce'],
  handles: ['payment.payment.declined'],
  schema: 'risk',
  tables: {
    declines: (table) => [
      `CREATE TABLE ${table} (payment_id text COLLATE "C" PRIMARY KEY, order_id text COLLATE "C" NOT NULL)`,
      `CREATE INDEX ON ${table} (order_id)`,
    ],
  },
  async apply(page, tx) {
    const rows = page.map((event) => (event as unknown as Declined).data);
    await tx.execute(
      `INSERT INTO ${tx.table('declines')} (payment_id, order_id)
       SELECT DISTINCT "paymentId", "orderId" FROM jsonb_to_recordset(?::jsonb) AS r("paymentId" text, "orderId" text)
       ON CONFLICT (payment_id) DO NOTHING`,
      [JSON.stringify(rows)],
    );
  },
};
